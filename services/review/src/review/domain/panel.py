"""The panel of 专家论证: who may score, what counts as a full ballot, and what a judge may see.

Scoring is blind: a judge sees the entries without author and unit, and his own marks only. A judge who has a conflict
abstains and says why; the entry's mean is then over the others, so an abstention costs nobody anything. Conflicts that
the office knows of are set with the panel: there the judge is taken as abstaining and cannot score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from review.domain.scores import Marks

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


@dataclass(slots=True)
class Panel:
    """The judges, in the order that the office named them, and their ballots."""

    judges: tuple[str, ...] = ()
    conflicts: frozenset[tuple[str, str]] = frozenset()
    ballots: dict[str, dict[str, Verdict]] = field(default_factory=dict)

    def seat(self, judges: Iterable[str], conflicts: Iterable[Conflict] = ()) -> bool:
        """Names the panel; False when nothing changes. A judge who leaves takes his marks with him."""
        named, known = _seats(judges, conflicts)
        changed = (named, known) != (self.judges, self.conflicts)
        self.judges, self.conflicts = named, known
        self.ballots = {judge: self._without_conflicts(judge) for judge in named}
        return changed

    def seated_alike(self, judges: Iterable[str], conflicts: Iterable[Conflict]) -> bool:
        """Whether this is the panel that sits already."""
        return _seats(judges, conflicts) == (self.judges, self.conflicts)

    def refusal(self, judge: str, sheets: Sequence[Sheet], finalists: Sequence[str]) -> str | None:
        """Why these sheets cannot be taken, as a code; None when they can."""
        if judge not in self.judges:
            return "not-on-panel"
        known = set(finalists)
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
        """Whether the office knows of a conflict."""
        return (judge, entry_id) in self.conflicts

    def missing(self, finalists: Sequence[str]) -> dict[str, int]:
        """How many entries each judge has still to score or to abstain on; judges with a full ballot are left out."""
        open_lines = {judge: self._open_lines(judge, finalists) for judge in self.judges}
        return {judge: count for judge, count in open_lines.items() if count}

    def marks_of(self, entry_id: str) -> list[Marks]:
        """The marks of the judges who did not abstain."""
        verdicts = (self.ballots.get(judge, {}).get(entry_id) for judge in self.judges)
        return [verdict for verdict in verdicts if isinstance(verdict, Marks)]

    def _fault(self, judge: str, sheet: Sheet, finalists: set[str]) -> str | None:
        if sheet.entry_id not in finalists:
            return "not-a-finalist"
        if isinstance(sheet.verdict, Abstention):
            return None if sheet.verdict.reason.strip() else "abstention-without-reason"
        if self.must_abstain(judge, sheet.entry_id):
            return "conflict-of-interest"
        return None if sheet.verdict.in_range else "marks-out-of-range"

    def _open_lines(self, judge: str, finalists: Sequence[str]) -> int:
        ballot = self.ballots.get(judge, {})
        return sum(entry not in ballot and not self.must_abstain(judge, entry) for entry in finalists)

    def _without_conflicts(self, judge: str) -> dict[str, Verdict]:
        ballot = self.ballots.get(judge, {})
        return {
            entry: verdict
            for entry, verdict in ballot.items()
            if isinstance(verdict, Abstention) or not self.must_abstain(judge, entry)
        }


def _seats(judges: Iterable[str], conflicts: Iterable[Conflict]) -> tuple[tuple[str, ...], frozenset[tuple[str, str]]]:
    return tuple(dict.fromkeys(judges)), frozenset((one.judge, one.entry_id) for one in conflicts)
