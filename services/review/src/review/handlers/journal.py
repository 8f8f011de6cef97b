"""How review's events look on its log. The codec is built from the fold's registry: a registered event has a place."""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Union

from plumbing.logs import logger_of
from plumbing.records import Outgoing, Record
from pydantic import Discriminator, TypeAdapter, ValidationError

from review.domain import chapters
from review.domain.fold import LogEvent, Refused, Verdict, apply, event_types
from review.domain.state import State

LOG_TOPIC = "review-log"
UNREADABLE = Refused("log-record-unreadable")
_log = logger_of(__name__)


@cache
def codec() -> TypeAdapter[Any]:
    """Every event of the log, told apart by `what`."""
    if not chapters.CHAPTERS:
        raise RuntimeError("no chapter registers a fold")
    union: Any = Annotated[Union[event_types()], Discriminator("what")]  # noqa: UP007 - built at run time
    return TypeAdapter(union)


def encode(event: LogEvent) -> bytes:
    """The record value of an event."""
    return codec().dump_json(event)


def decode(value: bytes) -> LogEvent:
    """The event of a record value; pydantic.ValidationError on anything else."""
    event: LogEvent = codec().validate_json(value)
    return event


def to_log(event: LogEvent) -> Outgoing:
    """The event as a record to be written: one campaign is in total order."""
    return Outgoing(topic=LOG_TOPIC, key=event.campaign_id, value=encode(event))


def read(record: Record) -> LogEvent | None:
    """The event of a record; None, and loudly, for one that a newer release wrote."""
    try:
        return decode(record.value)
    except ValidationError as error:
        _log.error("log-record-unreadable", offset=record.position.offset, faults=error.error_count())
        return None


def fold_into(state: State) -> Callable[[Record], Verdict]:
    """The fold of the log into `state`."""

    def fold(record: Record) -> Verdict:
        event = read(record)
        return UNREADABLE if event is None else apply(state, event)

    return fold
