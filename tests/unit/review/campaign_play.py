"""A campaign's first half played on the pure fold, for the tests of its rules."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from review.domain import chapters
from review.domain.events import (
    CampaignLearned,
    CommentMade,
    CommentsModerated,
    DiscussionEnded,
    EntriesPublished,
    EntriesScreened,
    EntriesTakenBack,
    EntryReceived,
    FinalistsChosen,
    ModerationLine,
    Ruling,
    ScreeningLine,
)
from review.domain.fold import LogEvent, Verdict, apply
from review.domain.rules import Rules
from review.domain.state import Campaign, State

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
CAMPAIGN = "c1"
assert chapters.CHAPTERS


def received(number: int, duplicate_of: str | None = None) -> EntryReceived:
    return EntryReceived(
        campaign_id=CAMPAIGN, entry_id=f"e{number}", phrase=f"示例作品{number}", explanation="示例阐释", channel="web",
        author_ref=f"author-{number}", unit_id=None, submitted_at=NOON + timedelta(seconds=number), han_count=6,
        duplicate_of=duplicate_of, at=NOON,
    )  # fmt: skip


@dataclass
class Play:
    """Six entries, of which e5 repeats e0; two finalists. Every method folds one event and returns its verdict."""

    state: State = field(default_factory=State)
    log: list[LogEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fold(CampaignLearned(CAMPAIGN, Rules(revision=1, title="示例活动", finalists=2), NOON))
        for number in range(6):
            self.fold(received(number, "e0" if number == 5 else None))

    @property
    def campaign(self) -> Campaign:
        return self.state.campaigns[CAMPAIGN]

    def fold(self, event: LogEvent) -> Verdict:
        self.log.append(event)
        return apply(self.state, event)

    def screen(self, *lines: ScreeningLine, actor: str = "screener", settles: bool = False) -> Verdict:
        return self.fold(EntriesScreened(CAMPAIGN, lines, actor, NOON, settles=settles))

    def let_pass(self, *entries: str) -> Verdict:
        return self.screen(*(ScreeningLine(entry, "pass") for entry in entries))

    def publish(self, *entries: str) -> Verdict:
        return self.fold(EntriesPublished(CAMPAIGN, entries, "office", NOON))

    def take_back(self, *entries: str) -> Verdict:
        return self.fold(EntriesTakenBack(CAMPAIGN, entries, "office", NOON))

    def end(self) -> Verdict:
        return self.fold(DiscussionEnded(CAMPAIGN, "office", NOON))

    def comment(self, entry: str, text: str = "说得好", author: str = "citizen") -> Verdict:
        return self.fold(CommentMade(CAMPAIGN, entry, f"{entry}-{author}-{text[:20]}", author, text, NOON))

    def moderate(self, comment_id: str, decision: Ruling) -> Verdict:
        return self.fold(CommentsModerated(CAMPAIGN, (ModerationLine(comment_id, decision),), "screener", NOON))

    def choose(self, *entries: str) -> Verdict:
        return self.fold(FinalistsChosen(CAMPAIGN, entries, "office", NOON))

    def discussed(self) -> "Play":
        """The same, with e0 to e3 under discussion."""
        self.let_pass("e0", "e1", "e2", "e3")
        self.publish("e0", "e1", "e2", "e3")
        return self
