"""One round of the panel as the log tells it: who sat, whose entries were whose, and the marks that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from recheck.draw import Shares, repeated
from recheck.figures import DIMENSIONS, Json, Marks

HIGHEST = 100


@dataclass(slots=True)
class Round:
    """A panel that cuts to one list. `field` holds the entries that it is about."""

    judges: list[str] = field(default_factory=list)
    conflicts: set[tuple[str, str]] = field(default_factory=set)
    computed: set[tuple[str, str]] = field(default_factory=set)
    rule: tuple[int, str] | None = None
    shares: Shares | None = None
    said: dict[str, dict[str, Marks | None]] = field(default_factory=dict)
    """By judge and entry: marks, or None for an abstention."""

    def seat(self, record: Json, entries: Sequence[str], each: int | None, computed: set[tuple[str, str]]) -> None:
        """Names the judges; who leaves takes his marks along, and the first seed stays."""
        self.judges = list(dict.fromkeys(record["judges"]))
        self.conflicts = {(one["judge"], one["entry_id"]) for one in record["conflicts"]}
        if each is not None:
            self.rule = (each, self.rule[1] if self.rule else record.get("seed", ""))
        else:
            self.rule = None
        self.learn(computed, entries)

    def learn(self, computed: set[tuple[str, str]], entries: Sequence[str]) -> None:
        """Conflicts that follow from the judges' accounts; what they forbid is let go of."""
        self.computed = computed
        barred = self.conflicts | computed
        if self.rule is not None:
            self.shares = repeated(self.judges, entries, barred, self.rule, self.shares or {})
        self.said = {judge: self._allowed(judge, barred) for judge in self.judges}

    def hear(self, record: Json, entries: set[str]) -> None:
        """A ballot, or a part of one: all of it or nothing."""
        judge = record["judge"]
        if judge not in self.judges:
            return
        lines = [(sheet["entry_id"], _verdict(sheet["verdict"])) for sheet in record["sheets"]]
        if all(entry in entries and self._may(judge, entry, marks) for entry, marks in lines):
            self.said.setdefault(judge, {}).update(lines)

    def ballots(self) -> Mapping[str, Mapping[str, Marks]]:
        """The marks that count."""
        return {judge: self._counting(judge) for judge in self.judges}

    def _counting(self, judge: str) -> dict[str, Marks]:
        own = self.said.get(judge, {}).items()
        return {entry: marks for entry, marks in own if marks is not None and self._is_his(judge, entry)}

    def _is_his(self, judge: str, entry: str) -> bool:
        return self.shares is None or self.rule is None or entry in self.shares.get(judge, ())

    def _may(self, judge: str, entry: str, marks: Marks | None) -> bool:
        if marks is None:
            return True
        clear = (judge, entry) not in self.conflicts | self.computed
        return clear and self._is_his(judge, entry) and all(0 <= mark <= HIGHEST for mark in marks)

    def _allowed(self, judge: str, barred: set[tuple[str, str]]) -> dict[str, Marks | None]:
        own = self.said.get(judge, {}).items()
        return {entry: marks for entry, marks in own if marks is None or (judge, entry) not in barred}


def _verdict(said: Any) -> Marks | None:
    if "reason" in said:
        return None
    political, guidance, form = (Fraction(str(said[name])) for name in DIMENSIONS)
    return political, guidance, form
