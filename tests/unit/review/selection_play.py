"""A selection played on thirty finalists, for the tests of its steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from review.domain import decision_steps
from review.domain import selection_steps as steps
from review.domain.contest_terms import Change
from review.domain.panel import Abstention, Sheet
from review.domain.scores import Marks
from review.domain.selection import Ground, Selection, SelectionRules, Work
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestCertified,
    ContestChanged,
    ExcellentCut,
    NomineesCut,
    PanelSeated,
    ScoresGiven,
    Tally,
    TextRefined,
    WinnerDecided,
)
from review.domain.step import Step

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
CLOSES = NOON + timedelta(days=7)
OFFICE = "office"


def works(count: int) -> tuple[Work, ...]:
    return tuple(Work(f"e{n:02}", f"作品{n}", "阐释", NOON + timedelta(seconds=n)) for n in range(count))


def sheet(entry: str, mark: int) -> Sheet:
    return Sheet(entry, Marks(Decimal(mark), Decimal(mark), Decimal(mark)))


@dataclass
class Play:
    """One campaign's selection; every method takes one step and returns what became of it."""

    rules: SelectionRules = field(default_factory=SelectionRules)
    finalists: int = 30
    selection: Selection = field(default_factory=Selection)

    def __post_init__(self) -> None:
        self.ground = Ground("c1", self.rules, works(self.finalists))

    def seat(self, *judges: str) -> Step:
        return steps.seat_panel(self.selection, self.ground, PanelSeated("c1", judges, (), OFFICE, NOON))

    def score(self, judge: str, sheets: Sequence[Sheet] | None = None) -> Step:
        """Without sheets: the earlier in the list, the better."""
        full = [sheet(entry, 99 - place) for place, entry in enumerate(self.ground.ids)]
        given = tuple(full if sheets is None else sheets)
        return steps.give_scores(self.selection, self.ground, ScoresGiven("c1", judge, given, NOON))

    def abstain(self, judge: str, *entries: str) -> Step:
        return self.score(judge, [Sheet(entry, Abstention("本人作品")) for entry in entries])

    def cut_nominees(self) -> Step:
        return steps.cut_nominees(self.selection, self.ground, NomineesCut("c1", OFFICE, NOON))

    def refine(self, entry: str, text: str) -> Step:
        event = TextRefined("c1", entry, text, None, OFFICE, NOON)
        return steps.refine_text(self.selection, self.ground, event)

    def call(self, title: str = "群众投票") -> Step:
        event = ContestCalled("c1", title, NOON, CLOSES, OFFICE, NOON)
        return steps.call_contest(self.selection, self.ground, event)

    def move_end(self, closes_at: datetime) -> Step:
        event = ContestChanged("c1", Change(closes_at=closes_at), OFFICE, NOON)
        return steps.change_contest(self.selection, self.ground, event)

    def certify(self, votes: dict[str, int] | None = None) -> Step:
        tallies = tuple(Tally(entry, count) for entry, count in (votes or {}).items())
        event = ContestCertified("c1", "c1-vote", sum((votes or {}).values()), 0, tallies, CLOSES)
        return steps.certify_contest(self.selection, self.ground, event)

    def cut_excellent(self) -> Step:
        return steps.cut_excellent(self.selection, self.ground, ExcellentCut("c1", OFFICE, NOON))

    def decide(self, entry: str, statement: str = "确定为中选作品", role: str = "leader") -> Step:
        event = WinnerDecided("c1", entry, statement, "li", role, NOON)
        return decision_steps.decide_winner(self.selection, self.ground, event)

    def award(self) -> Step:
        return decision_steps.release_awards(self.selection, self.ground, AwardsReleased("c1", OFFICE, NOON))

    def to_nominees(self) -> "Play":
        self.seat("chen")
        self.score("chen")
        self.cut_nominees()
        return self

    def to_result(self, votes: dict[str, int] | None = None) -> "Play":
        self.to_nominees().call()
        self.certify(votes)
        return self

    def to_excellent(self) -> "Play":
        self.to_result().cut_excellent()
        return self
