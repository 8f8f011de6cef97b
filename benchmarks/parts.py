"""What a run is told, and what each part of it brings."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.figures import Figure, Spread

_STARTED = time.monotonic()


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done: `scale` 1 is the whole, less shortens every spell, and below a half the rounds too."""

    scale: float = 1.0
    profiling: bool = True
    earlier: Callable[[str, str], Spread | None] = lambda _letter, _name: None
    """A figure of a part that was measured before, if it was."""

    def rounds(self, whole: int) -> int:
        """At least one."""
        return whole if self.scale >= 0.5 else max(1, round(whole * self.scale))

    def seconds(self, whole: float) -> float:
        """At least one second, which is the least that wrk knows."""
        return max(1.0, whole * self.scale)

    def amount(self, whole: int) -> int:
        """So many of something, at least a thousand."""
        return max(min(whole, 1000), int(whole * self.scale))

    def say(self, text: str) -> None:
        """How far it is, with the seconds since the start."""
        sys.stderr.write(f"{time.monotonic() - _STARTED:6.0f} s  {text}\n")
        sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class Part:
    """One letter of the benchmark: its figures, and what is to be said beside them."""

    letter: str
    title: str
    figures: Sequence[Figure]
    spots: Sequence[str] = field(default_factory=list)
    """Where the CPU time goes, the most first."""
    remarks: Sequence[str] = field(default_factory=list)
