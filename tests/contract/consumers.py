"""Every consumer of the public events as a function: one record in, what the consumer keeps of it out.

None means that it kept nothing; Reject that the record became a dead letter.
"""

from collections.abc import Callable
from typing import Any

from contracts.topics import TOPICS, Service
from notify.domain.ledger import Ledger as NoticeLedger
from notify.handlers import journal as notify_journal
from notify.handlers import learn as notify_learn
from plumbing.records import Record
from recount.fold import sheet_of
from review.domain.fold import apply
from review.domain.state import State
from review.handlers import journal as review_journal
from review.handlers import learn as review_learn
from voting.handlers.ledger import TOPICS_FOLDED, Ledger
from voting.handlers.sheets import VOTES_TOPIC, decode
from voting.handlers.terms import RESULT_TOPIC, TERMS_TOPIC

Consumer = Callable[[Record], Any]


def review(record: Record) -> Any:
    """The inbox: the event that goes to review's log, and can be read back and folded there."""
    (outgoing,) = review_learn.translate(record)
    event = review_journal.decode(outgoing.value)
    apply(State(), event)
    return event


def notify(record: Record) -> Any:
    """The inbox: what goes to notify's log with its notices, and can be read back and folded there."""
    (outgoing,) = notify_learn.translate(record)
    event = notify_journal.decode(outgoing.value)
    NoticeLedger().apply(event)
    return event


def voting(record: Record) -> Any:
    """The fold of the HTTP process and the relay."""
    ledger = Ledger(partitions=1)
    ledger.fold(record)
    if record.topic == VOTES_TOPIC:
        return None if ledger.tallies[0].unreadable else _without_heads(ledger.tallies[0].checkpoint())
    kept: dict[str, Any] = {
        TERMS_TOPIC: {terms.contest_id: terms for terms in ledger.contests.all()},
        RESULT_TOPIC: ledger.results,
    }
    return kept[record.topic] or None


def _without_heads(state: dict[str, Any]) -> Any:
    """The count alone: the chain is over the bytes of the record, so a further field gives another head."""
    return {
        name: [one["counted"], one["counts"], one["seen"], bool(one["closing"])]
        for name, one in state["contests"].items()
    }


def voting_stream(record: Record) -> Any:
    """The sheet that the counting process takes out of a record."""
    return decode(record.value)


def recount(record: Record) -> Any:
    """The sheet that the recount takes out of a record."""
    return sheet_of(record.value)


READERS: dict[tuple[str, Service], tuple[Consumer, ...]] = {
    **{(topic.name, "review"): (review,) for topic in TOPICS if topic.event in review_learn.LEARNED},
    **{(topic.name, "notify"): (notify,) for topic in TOPICS if topic.event in notify_learn.FACTS},
    **{(topic, "voting"): (voting,) for topic in TOPICS_FOLDED},
    (VOTES_TOPIC, "voting"): (voting, voting_stream, recount),
}
"""By topic and service, from what each service's code says that it can read."""
