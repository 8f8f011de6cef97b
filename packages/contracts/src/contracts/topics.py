"""The registry of public topics: what is on each, who writes it, who reads it, how long it is kept."""

from dataclasses import dataclass
from typing import Literal

from contracts.campaign import CampaignPublished
from contracts.contest import ContestClosed, ContestOpened, EntryVoted
from contracts.entry import EntryAwarded, EntryShortlisted, EntrySubmitted
from contracts.envelope import EventData
from contracts.unit import UnitReminded

Service = Literal["intake", "review", "voting", "notify"]
Retention = Literal["compacted", "forever"]

VOTE_PARTITIONS = 4
"""Partitions of entry-voted. Frozen for a contest's life: a voter's votes must meet in one partition."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One public topic: one event type, one producer. `forever` means the campaign's life: the office deletes it."""

    name: str
    event: type[EventData]
    producer: Service
    consumers: tuple[Service, ...]
    key: str
    partitions: int = 1
    retention: Retention = "forever"

    @property
    def dead_letter(self) -> str:
        """Where a consumer puts a record of this topic that it rejects."""
        return f"{self.name}-dlq"


CAMPAIGN_PUBLISHED = Topic(
    "campaign-published", CampaignPublished, "intake", ("review", "notify"), "campaign_id", retention="compacted"
)
ENTRY_SUBMITTED = Topic("entry-submitted", EntrySubmitted, "intake", ("review", "notify"), "campaign_id")
ENTRY_SHORTLISTED = Topic("entry-shortlisted", EntryShortlisted, "review", ("notify",), "campaign_id")
CONTEST_OPENED = Topic("contest-opened", ContestOpened, "review", ("voting", "notify"), "campaign_id")
ENTRY_VOTED = Topic(
    "entry-voted", EntryVoted, "voting", ("voting",),
    "contest_id; the partition is chosen by hash of contest and voter", partitions=VOTE_PARTITIONS,
)  # fmt: skip
CONTEST_CLOSED = Topic("contest-closed", ContestClosed, "voting", ("review", "voting", "notify"), "campaign_id")
ENTRY_AWARDED = Topic("entry-awarded", EntryAwarded, "review", ("notify",), "campaign_id")
UNIT_REMINDED = Topic("unit-reminded", UnitReminded, "intake", ("notify",), "campaign_id")

TOPICS: tuple[Topic, ...] = (
    CAMPAIGN_PUBLISHED, ENTRY_SUBMITTED, ENTRY_SHORTLISTED, CONTEST_OPENED, ENTRY_VOTED, CONTEST_CLOSED, ENTRY_AWARDED,
    UNIT_REMINDED,
)  # fmt: skip


def topics_read_by(service: Service) -> tuple[Topic, ...]:
    """The public topics that `service` consumes."""
    return tuple(topic for topic in TOPICS if service in topic.consumers)
