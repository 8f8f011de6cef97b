"""A campaign played by review's own fold, and the records that it leaves: its private log and what is public."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import orjson
from contracts import CampaignPublished, ContestClosed, Event, PanelRules, Prizes, SelectionRules, Tiers, VotingRules
from contracts.contest import EntryResult
from plumbing.records import Position, Record
from review.domain.events import EntriesPublished, EntriesScreened, EntryReceived, FinalistsChosen, ScreeningLine
from review.domain.fold import Accepted, LogEvent, Verdict
from review.domain.panel import Abstention, Sheet
from review.domain.panel_events import FinalistsCut, ListReleased, NomineesCut, PanelSeated, ScoresGiven
from review.domain.prizes import Tier
from review.domain.releases import digest_of
from review.domain.scores import Marks
from review.domain.selection_events import AwardsReleased, ContestCalled, ExcellentCut, WinnerDecided
from review.domain.state import Campaign, State
from review.handlers.announcements import MODULES
from review.handlers.journal import decode, encode
from review.handlers.learn import translate
from review.handlers.publish import announcements

from tests.unit.review.selection_play import NOON

C, OFFICE = "c1", "office"
JUDGES = ("chen", "wang", "zhao", "qian", "sun")


@dataclass
class CampaignLog:
    """Each event goes to the log and is folded; what the relay tells of it is kept. Time goes on by a second each."""

    panel: PanelRules = field(default_factory=PanelRules)
    voting: VotingRules = field(default_factory=VotingRules)
    selection: SelectionRules = field(default_factory=lambda: SelectionRules(alternates=2))
    prizes: Prizes = field(default_factory=Prizes)
    tiers: Tiers = field(default_factory=lambda: Tiers(finalist=12, nominee=6, excellent=3))
    records: list[tuple[str, Any]] = field(default_factory=list)
    state: State = field(default_factory=State)
    seconds: int = 0

    def __post_init__(self) -> None:
        assert MODULES
        rules = CampaignPublished(
            campaign_id=C, revision=1, title="示例活动", submissions_open_at=NOON,
            submissions_close_at=NOON + timedelta(days=30), tiers=self.tiers, panel=self.panel, voting=self.voting,
            selection=self.selection, prizes=self.prizes,
        )  # fmt: skip
        self.hear("campaign-published", rules)

    @property
    def campaign(self) -> Campaign:
        return self.state.campaigns[C]

    def now(self) -> Any:
        self.seconds += 1
        return NOON + timedelta(seconds=self.seconds)

    def hear(self, topic: str, data: Any) -> None:
        """A public event of another service, and what review makes of it."""
        event: Event[Any] = Event[type(data)].of(data, id=f"{topic}-{len(self.records)}", time=self.now())  # type: ignore[misc]
        value = event.to_bytes()
        self.records.append((topic, orjson.loads(value)))
        for own in translate(Record(topic, Position(0, 0), C, value, 0)):
            self.fold(decode(own.value))

    def fold(self, event: LogEvent) -> Verdict:
        """Writes the event and folds it."""
        self.records.append(("review-log", orjson.loads(encode(event))))
        before = len(self.records)
        told = announcements(self.state, event)
        self.records += [(one.topic, orjson.loads(one.value)) for one in told]
        return Accepted(len(self.records) > before)

    def entries(self, count: int, author: Any = str) -> list[str]:
        """So many entries, screened and published. `author` names the author of the entry with this number."""
        ids = [f"e{number:02}" for number in range(count)]
        for number, entry in enumerate(ids):
            self.fold(
                EntryReceived(
                    campaign_id=C, entry_id=entry, phrase=f"示例{number}", explanation="", channel="web",
                    author_ref=f"a{author(number)}", unit_id=None, han_count=3, duplicate_of=None,
                    submitted_at=NOON + timedelta(seconds=count - number), at=self.now(),
                )
            )  # fmt: skip
        self.fold(EntriesScreened(C, tuple(ScreeningLine(entry, "pass") for entry in ids), OFFICE, self.now()))
        self.fold(EntriesPublished(C, tuple(ids), OFFICE, self.now()))
        return ids

    def score(self, marks: dict[str, dict[str, int | None]], round_: Any = "nominee", seed: str = "seed") -> None:
        """Seats who scores; None is an abstention. What is not his is left out."""
        self.fold(PanelSeated(C, tuple(marks), (), OFFICE, self.now(), round_, seed))
        panel = self.campaign.selection.panel_of(round_)
        for judge, ballot in marks.items():
            sheets = [_sheet(entry, mark) for entry, mark in ballot.items() if panel.scores(judge, entry)]
            self.fold(ScoresGiven(C, judge, tuple(sheets), self.now(), round_))

    def choose(self, entries: Iterable[str]) -> None:
        self.fold(FinalistsChosen(C, tuple(entries), OFFICE, self.now(), pending=True))
        self.release("finalist")

    def cut_finalists(self) -> None:
        self.fold(FinalistsCut(C, OFFICE, self.now()))
        self.release("finalist")

    def cut_nominees(self) -> None:
        self.fold(NomineesCut(C, OFFICE, self.now(), pending=True))
        self.release("nominee")

    def release(self, tier: Tier) -> None:
        digest = digest_of(self.campaign, tier)
        self.fold(ListReleased(C, tier, digest, OFFICE, self.now()))

    def vote(self, votes: dict[str, int]) -> None:
        """The vote is called and certified."""
        now = self.now()
        self.fold(ContestCalled(C, "群众投票", now, now + timedelta(days=1), OFFICE, now))
        results = tuple(
            EntryResult(entry_id=entry, votes=votes.get(entry, 0), rank=1)
            for entry in self.campaign.selection.nominee_ids
        )
        closed = ContestClosed(
            campaign_id=C, contest_id=f"{C}-vote", closed_at=self.now(), counted=sum(votes.values()), refused=0,
            results=results, partitions=(),
        )  # fmt: skip
        self.hear("contest-closed", closed)

    def cut_excellent(self) -> None:
        self.fold(ExcellentCut(C, OFFICE, self.now(), pending=True))
        self.release("excellent")

    def decide(self, entry: str) -> None:
        self.fold(WinnerDecided(C, entry, "确定为中选作品", "li", "leader", self.now()))

    def award(self) -> None:
        self.fold(AwardsReleased(C, OFFICE, self.now()))


def _sheet(entry: str, mark: int | None) -> Sheet:
    if mark is None:
        return Sheet(entry, Abstention("与作者有利害关系"))
    return Sheet(entry, Marks(Decimal(mark), Decimal((mark * 7) % 101), Decimal((mark * 3) % 101)))
