"""Results as they are kept: one JSON file, a part at a time, each with when and on what it was measured."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Spread, Target
from benchmarks.machine import Moment, moment
from benchmarks.parts import Part, Plan

LATEST = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """A part, and when, where and how much of it was measured."""

    part: Part
    moment: Moment
    scale: float


class Results:
    """The newest measurement of each part."""

    def __init__(self, path: Path = LATEST) -> None:
        self._path = path
        self.parts: dict[str, Measured] = {}

    @classmethod
    def kept(cls, path: Path = LATEST) -> "Results":
        """Those of earlier runs; none at the first."""
        results = cls(path)
        if path.exists():
            results.parts = {letter: _read(one) for letter, one in json.loads(path.read_text()).items()}
        return results

    def add(self, part: Part, plan: Plan) -> None:
        """A part that has just been measured."""
        self.parts[part.letter] = Measured(part, moment(), plan.scale)

    def save(self) -> None:
        """Writes them all."""
        said = {letter: asdict(self.parts[letter]) for letter in sorted(self.parts)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")

    def figure(self, letter: str, name: str) -> Spread | None:
        """A figure of another part, if it is there."""
        figures = self.parts[letter].part.figures if letter in self.parts else []
        return next((one.spread for one in figures if one.name == name), None)


def _read(said: Mapping[str, Any]) -> Measured:
    part = {**said["part"], "figures": [_figure(one) for one in said["part"]["figures"]]}
    return Measured(Part(**part), Moment(**said["moment"]), said["scale"])


def _figure(said: Mapping[str, Any]) -> Figure:
    target = Target(**said["target"]) if said["target"] else None
    return Figure(said["name"], Spread(**said["spread"]), said["unit"], target)
