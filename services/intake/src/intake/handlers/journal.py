"""How intake's events look on its log."""

from collections.abc import Callable
from typing import Annotated

from plumbing.logs import logger_of
from plumbing.records import Outgoing, Record
from pydantic import Discriminator, TypeAdapter, ValidationError

from intake.domain.events import AccountCreated, CitizenKnown, ContactErased, LogEvent
from intake.domain.fold import Verdict, apply
from intake.domain.state import State

LOG_TOPIC = "intake-log"
DOOR = "door"
"""The key of what belongs to no campaign: accounts and citizens."""

_codec: TypeAdapter[LogEvent] = TypeAdapter(Annotated[LogEvent, Discriminator("what")])
_log = logger_of(__name__)


def to_log(event: LogEvent) -> Outgoing:
    """The event as a record to be written."""
    return Outgoing(topic=LOG_TOPIC, key=campaign_of(event), value=_codec.dump_json(event))


def campaign_of(event: LogEvent) -> str:
    """The key of an event: one campaign is in total order."""
    if isinstance(event, AccountCreated | CitizenKnown | ContactErased):
        return DOOR
    return event.campaign_id


def read(record: Record) -> LogEvent | None:
    """The event of a record; None, and loudly, for one that a newer release wrote."""
    try:
        return _codec.validate_json(record.value)
    except ValidationError as error:
        _log.error("log-record-unreadable", offset=record.position.offset, faults=error.error_count())
        return None


def fold_into(state: State) -> Callable[[Record], Verdict | None]:
    """The fold of the log into `state`."""

    def fold(record: Record) -> Verdict | None:
        event = read(record)
        return None if event is None else apply(state, event)

    return fold
