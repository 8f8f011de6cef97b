"""The panel of 专家论证: who may score, what counts as a full ballot, and what a judge may see.

Scoring is blind: a judge sees the entries without author and unit, and his own marks only. A judge who has a conflict
abstains and says why; the entry's mean is then over the others, so an abstention costs nobody anything. Conflicts that
the office knows of are set with the panel, others are computed (domain/conflicts): there the judge is taken as
abstaining and cannot score. There are two rounds at most: 初评 cuts the discussed entries to the finalists where the
pack says so, 复评 cuts the finalists to the nominees.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from review.domain.assignment import Assigned, Draw, assign
from review.domain.scores import Marks

Round = Literal["finalist", "nominee"]
"""Which list a panel cuts to."""

REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Abstention:
    """A judge does not score an entry, and says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The office knows that a judge must not score an entry."""

    judge: str
    entry_id: str


Verdict = Marks | Abstention


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a judge says of one entry."""

    entry_id: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Seating:
    """A panel as the office names it: judges, registered conflicts, how the entries are drawn, and until when."""

    judges: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    draw: Draw | None = None
    due_at: datetime | None = None

    @property
    def barred(self) -> frozenset[tuple[str, str]]:
        """The registered conflicts as pairs of judge and entry."""
        return frozenset((one.judge, one.entry_id) for one in self.conflicts)


@dataclass(slots=True)
class Panel:
    """The judges, in the order that the office named them, and their ballots. `assigned` None: each scores them all."""

    judges: tuple[str, ...] = ()
    conflicts: frozenset[tuple[str, str]] = frozenset()
    computed: frozenset[tuple[str, str]] = frozenset()
    draw: Draw | None = None
    assigned: Assigned | None = None
    due_at: datetime | None = None
    reminded: dict[str, datetime] = field(default_factory=dict)
    ballots: dict[str, dict[str, Verdict]] = field(default_factory=dict)

    def seat(self, seating: Seating, entries: Sequence[str], computed: frozenset[tuple[str, str]]) -> bool:
        """Names the panel; False when nothing changes. A judge who leaves takes his marks with him."""
        before = (self.assigned, computed == self.computed, self.seated_alike(seating))
        self.judges, self.conflicts = tuple(dict.fromkeys(seating.judges)), seating.barred
        self.computed, self.due_at = computed, seating.due_at
        self.draw = (
            seating.draw if self.draw is None or seating.draw is None else Draw(seating.draw.each, self.draw.seed)
        )
        self.arrange(entries)
        return before != (self.assigned, True, True)

    def arrange(self, entries: Sequence[str]) -> None:
        """Draws the entries of each judge where the pack asks for it, and lets go of marks that a conflict forbids."""
        before = self.assigned or {}
        barred = self.conflicts | self.computed
        self.assigned = assign(self.judges, entries, barred, self.draw, before) if self.draw else None
        self.ballots = {judge: self._without_conflicts(judge) for judge in self.judges}

    def seated_alike(self, seating: Seating) -> bool:
        """Whether this is the panel that sits already. The seed of its first draw stays."""
        each = seating.draw.each if seating.draw else None
        mine = (self.judges, self.conflicts, self.due_at, self.draw.each if self.draw else None)
        return mine == (tuple(dict.fromkeys(seating.judges)), seating.barred, seating.due_at, each)

    def refusal(self, judge: str, sheets: Sequence[Sheet], entries: Sequence[str]) -> str | None:
        """Why these sheets cannot be taken, as a code; None when they can."""
        if judge not in self.judges:
            return "not-on-panel"
        known = set(entries)
        return next((code for sheet in sheets if (code := self._fault(judge, sheet, known))), None)

    def take(self, judge: str, sheets: Iterable[Sheet]) -> int:
        """Writes the sheets on the judge's ballot, over what he said before; returns how many differ from that."""
        ballot = self.ballots.setdefault(judge, {})
        changed = {sheet.entry_id: sheet.verdict for sheet in sheets if ballot.get(sheet.entry_id) != sheet.verdict}
        ballot.update(changed)
        return len(changed)

    def ballot_of(self, judge: str) -> Mapping[str, Verdict]:
        """A judge's own ballot; nobody else's is ever part of it."""
        return self.ballots.get(judge, {})

    def must_abstain(self, judge: str, entry_id: str) -> bool:
        """Whether a conflict is registered or computed."""
        return (judge, entry_id) in self.conflicts or (judge, entry_id) in self.computed

    def scores(self, judge: str, entry_id: str) -> bool:
        """Whether the entry is the judge's to score: everybody's without a draw."""
        return self.assigned is None or entry_id in self.assigned.get(judge, ())

    def missing(self, entries: Sequence[str]) -> dict[str, int]:
        """How many entries each judge has still to score or to abstain on; judges with a full ballot are left out."""
        open_lines = {judge: self._open_lines(judge, entries) for judge in self.judges}
        return {judge: count for judge, count in open_lines.items() if count}

    def marks(self) -> dict[str, dict[str, Marks]]:
        """What each judge gave the entries that are his to score; abstentions are left out."""
        return {judge: self._marks_by(judge) for judge in self.judges}

    def _marks_by(self, judge: str) -> dict[str, Marks]:
        ballot = self.ballots.get(judge, {})
        return {
            entry: verdict
            for entry, verdict in ballot.items()
            if isinstance(verdict, Marks) and self.scores(judge, entry)
        }

    def _fault(self, judge: str, sheet: Sheet, entries: set[str]) -> str | None:
        if sheet.entry_id not in entries:
            return "not-a-finalist"
        if isinstance(sheet.verdict, Abstention):
            return None if sheet.verdict.reason.strip() else "abstention-without-reason"
        if self.must_abstain(judge, sheet.entry_id):
            return "conflict-of-interest"
        if not self.scores(judge, sheet.entry_id):
            return "not-assigned"
        return None if sheet.verdict.in_range else "marks-out-of-range"

    def _open_lines(self, judge: str, entries: Sequence[str]) -> int:
        ballot = self.ballots.get(judge, {})
        own = (entry for entry in entries if self.scores(judge, entry) and not self.must_abstain(judge, entry))
        return sum(entry not in ballot for entry in own)

    def _without_conflicts(self, judge: str) -> dict[str, Verdict]:
        ballot = self.ballots.get(judge, {})
        return {
            entry: verdict
            for entry, verdict in ballot.items()
            if isinstance(verdict, Abstention) or not self.must_abstain(judge, entry)
        }
