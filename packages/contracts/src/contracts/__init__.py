"""The public events of Zhengji. What crosses a service border is here, and nothing else is."""

from contracts.campaign import CampaignPublished, PanelRules, Prizes, Tiers, Unit, VotingRules
from contracts.contest import (
    Candidate,
    ContestClosed,
    ContestOpened,
    EntryResult,
    EntryVoted,
    PartitionResult,
    TermsChange,
    Vote,
    WithdrawnResult,
)
from contracts.entry import EntryAwarded, EntryShortlisted, EntrySubmitted
from contracts.envelope import CONTENT_TYPE, Event, EventData
from contracts.topics import TOPICS, Topic, topics_read_by

__all__ = [
    "CONTENT_TYPE",
    "TOPICS",
    "CampaignPublished",
    "Candidate",
    "ContestClosed",
    "ContestOpened",
    "EntryAwarded",
    "EntryResult",
    "EntryShortlisted",
    "EntrySubmitted",
    "EntryVoted",
    "Event",
    "EventData",
    "PanelRules",
    "PartitionResult",
    "Prizes",
    "TermsChange",
    "Tiers",
    "Topic",
    "Unit",
    "Vote",
    "VotingRules",
    "WithdrawnResult",
    "topics_read_by",
]
