"""How notify's own events look on its log."""

from collections.abc import Callable
from typing import Annotated

from plumbing.logs import logger_of
from plumbing.records import Outgoing, Record
from pydantic import Discriminator, TypeAdapter, ValidationError

from notify.domain.ledger import Learned, Ledger, LogEvent

LOG_TOPIC = "notify-log"

_codec: TypeAdapter[LogEvent] = TypeAdapter(Annotated[LogEvent, Discriminator("what")])
_log = logger_of(__name__)


def encode(event: LogEvent) -> bytes:
    """The record value of an event."""
    return _codec.dump_json(event)


def decode(value: bytes) -> LogEvent:
    """The event of a record value; pydantic.ValidationError on anything else."""
    return _codec.validate_json(value)


def campaign_of(event: LogEvent) -> str:
    """The key of an event on the log: one campaign is in total order."""
    return event.fact.campaign_id if isinstance(event, Learned) else event.campaign_id


def to_log(event: LogEvent) -> Outgoing:
    """The event as a record to be written."""
    return Outgoing(topic=LOG_TOPIC, key=campaign_of(event), value=encode(event))


def fold_into(ledger: Ledger) -> Callable[[Record], str | None]:
    """The fold of the log into `ledger`, with its verdict: None, or the code of a refusal. A record that a newer
    release wrote is passed over, loudly.
    """

    def fold(record: Record) -> str | None:
        try:
            return ledger.apply(decode(record.value), record.position.offset)
        except ValidationError as error:
            _log.error("log-record-unreadable", offset=record.position.offset, faults=error.error_count())
            return "record-unreadable"

    return fold
