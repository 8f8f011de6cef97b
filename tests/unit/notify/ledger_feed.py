"""Feeds a ledger as the log does."""

from datetime import UTC, datetime

from notify.domain.facts import Fact
from notify.domain.ledger import Learned, NewNotice
from notify.domain.table import drafts_of

AT = datetime(2026, 11, 24, tzinfo=UTC)


def learned(fact: Fact, event_id: str) -> Learned:
    notices = tuple(
        NewNotice(f"{event_id}/{draft.kind}/{draft.recipient}", draft.kind, draft.recipient, draft.words)
        for draft in drafts_of(fact)
    )
    return Learned(event_id=event_id, at=AT, fact=fact, notices=notices)
