"""The public events of Zhengji. What crosses a service border is here, and nothing else is."""

from contracts.campaign import (
    ArticleRules,
    AwardWeights,
    CampaignPublished,
    DecisionRules,
    ObjectionRules,
    OrganisationAward,
    PanelRules,
    Prizes,
    RuleChange,
    ScreeningRules,
    SelectionRules,
    Tiers,
    Unit,
    VotingRules,
)
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
from contracts.unit import UnitReminded

__all__ = [
    "CONTENT_TYPE",
    "TOPICS",
    "ArticleRules",
    "AwardWeights",
    "CampaignPublished",
    "Candidate",
    "ContestClosed",
    "ContestOpened",
    "DecisionRules",
    "EntryAwarded",
    "EntryResult",
    "EntryShortlisted",
    "EntrySubmitted",
    "EntryVoted",
    "Event",
    "EventData",
    "ObjectionRules",
    "OrganisationAward",
    "PanelRules",
    "PartitionResult",
    "Prizes",
    "RuleChange",
    "ScreeningRules",
    "SelectionRules",
    "TermsChange",
    "Tiers",
    "Topic",
    "Unit",
    "UnitReminded",
    "Vote",
    "VotingRules",
    "WithdrawnResult",
    "topics_read_by",
]
