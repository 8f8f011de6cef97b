"""A selection played on thirty finalists, for the tests of its steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from review.domain import chapters, decision_steps
from review.domain import selection_steps as steps
from review.domain.contest_terms import Change
from review.domain.entry import Entry
from review.domain.fold import Accepted, LogEvent, Refused, apply
from review.domain.panel import Abstention, Sheet
from review.domain.panel_events import ListReleased, NomineesCut, PanelSeated, ScoresGiven
from review.domain.prizes import Tier
from review.domain.releases import digest_of
from review.domain.rules import Rules
from review.domain.scores import Marks
from review.domain.selection import Ground, Selection
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestCertified,
    ContestChanged,
    ExcellentCut,
    Tally,
    TextRefined,
    WinnerDecided,
)
from review.domain.selection_rules import SelectionRules
from review.domain.state import Campaign, State
from review.domain.step import Step

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
CLOSES = NOON + timedelta(days=7)
OFFICE = "office"


def entries(count: int) -> dict[str, Entry]:
    """Discussed entries e00, e01, …, each by an author of his own, received a second apart."""
    made = (
        Entry(
            f"e{n:02}", f"作品{n}", "阐释", "web", f"a{n}", None, NOON + timedelta(seconds=n), 4, None, discussed=True
        )
        for n in range(count)
    )
    return {entry.entry_id: entry for entry in made}


def sheet(entry: str, mark: int) -> Sheet:
    return Sheet(entry, Marks(Decimal(mark), Decimal(mark), Decimal(mark)))


@dataclass
class Play:
    """One campaign's selection; every method takes one step and returns what became of it."""

    rules: SelectionRules = field(default_factory=SelectionRules)
    finalists: int = 30

    def __post_init__(self) -> None:
        assert chapters.CHAPTERS
        known = entries(self.finalists)
        rules = Rules(revision=1, finalists=self.finalists, selection=self.rules)
        self.campaign = Campaign("c1", rules, known, finalists=tuple(known))
        self.state = State({"c1": self.campaign})

    @property
    def selection(self) -> Selection:
        return self.campaign.selection

    @property
    def ground(self) -> Ground:
        return self.campaign.ground

    def fold(self, event: LogEvent) -> Step:
        """What became of the event, in the words of the steps."""
        verdict = apply(self.state, event)
        if isinstance(verdict, Refused):
            return Step("refused", verdict.code)
        assert isinstance(verdict, Accepted)
        return Step("new" if verdict.changed else "unchanged")

    def seat(self, *judges: str) -> Step:
        return self.fold(PanelSeated("c1", judges, (), OFFICE, NOON))

    def score(self, judge: str, sheets: Sequence[Sheet] | None = None) -> Step:
        """Without sheets: the earlier in the list, the better."""
        full = [sheet(entry, 99 - place) for place, entry in enumerate(self.ground.ids)]
        return self.fold(ScoresGiven("c1", judge, tuple(full if sheets is None else sheets), NOON))

    def release(self, tier: Tier) -> Step:
        """Releases the list of a tier as it stands."""
        digest = digest_of(self.campaign, tier)
        return self.fold(ListReleased("c1", tier, digest, OFFICE, NOON))

    def abstain(self, judge: str, *entries: str) -> Step:
        return self.score(judge, [Sheet(entry, Abstention("本人作品")) for entry in entries])

    def cut_nominees(self) -> Step:
        return self.fold(NomineesCut("c1", OFFICE, NOON, pending=True))

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
        self.release("nominee")
        return self

    def to_result(self, votes: dict[str, int] | None = None) -> "Play":
        self.to_nominees().call()
        self.certify(votes)
        return self

    def to_excellent(self) -> "Play":
        self.to_result().cut_excellent()
        return self
