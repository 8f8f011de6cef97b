"""What became of a step of the selection."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Step:
    """What became of an event: `new` changed something, `unchanged` repeats, `refused` says why by its code."""

    answer: Literal["new", "unchanged", "refused"]
    code: str = ""


NEW, UNCHANGED = Step("new"), Step("unchanged")


def refused(code: str) -> Step:
    """The step was not taken."""
    return Step("refused", code)
