"""entry-shortlisted: what the others learn when an entry reaches a tier."""

from datetime import datetime

from contracts import EntryShortlisted
from contracts.entry import Tier
from plumbing.records import Outgoing

from review.domain.entry import Entry
from review.domain.state import Campaign
from review.handlers.publish import public

TOPIC = "entry-shortlisted"


def shortlisted(data: EntryShortlisted, at: datetime) -> Outgoing:
    """The event, once per entry and tier."""
    return public(TOPIC, data.campaign_id, data, at, data.campaign_id, data.entry_id, data.tier)


def reached(campaign: Campaign, entry: Entry, tier: Tier) -> EntryShortlisted:
    """An entry with its own text at a tier; the second half adds rank, score and refined text by `model_copy`."""
    return EntryShortlisted(
        campaign_id=campaign.campaign_id,
        entry_id=entry.entry_id,
        tier=tier,
        phrase=entry.phrase,
        author_ref=entry.author_ref,
    )
