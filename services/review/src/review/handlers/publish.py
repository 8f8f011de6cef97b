"""From the own log to the public topics: which event, once folded, tells the others what.

A module registers with `@publishes(TheEvent)` and is named in announcements.py. It is asked only about events that
were accepted and changed something.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from contracts import CONTENT_TYPE, Event, EventData
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing, Record

from review.domain.fold import Accepted, LogEvent, apply
from review.domain.state import Campaign, State
from review.handlers.journal import read

E = TypeVar("E", bound=LogEvent)
Publisher = Callable[[Campaign, Any, Accepted], Sequence[Outgoing]]
_publishers: dict[type, Publisher] = {}


def publishes(
    event_type: type[E],
) -> Callable[
    [Callable[[Campaign, E, Accepted], Sequence[Outgoing]]], Callable[[Campaign, E, Accepted], Sequence[Outgoing]]
]:
    """Registers what one type of event tells the others. The campaign is the state right after the event."""

    def register(
        publisher: Callable[[Campaign, E, Accepted], Sequence[Outgoing]],
    ) -> Callable[[Campaign, E, Accepted], Sequence[Outgoing]]:
        if event_type in _publishers:
            raise ValueError(f"{event_type.__name__} has a publisher already")
        _publishers[event_type] = publisher
        return publisher

    return register


def public(topic: str, campaign_id: str, data: EventData, at: datetime, *natural_key: str) -> Outgoing:
    """A public event. Its id is derived from type and natural key: whoever publishes it again repeats himself."""
    event: Event[Any] = Event[type(data)].of(data, id=derived_id(data.type, *natural_key), time=at)  # type: ignore[misc]
    return Outgoing(topic=topic, key=campaign_id, value=event.to_bytes(), content_type=CONTENT_TYPE)


def announcements(state: State, event: LogEvent) -> Sequence[Outgoing]:
    """Folds the event into `state` and says what the others must know of it."""
    verdict = apply(state, event)
    publisher = _publishers.get(type(event))
    if publisher is None or not isinstance(verdict, Accepted) or not verdict.changed:
        return []
    return publisher(state.campaigns[event.campaign_id], event, verdict)


def publishing_from(state: State) -> Callable[[Record], Sequence[Outgoing]]:
    """The relay's step: carries the fold of the log in `state`."""

    def step(record: Record) -> Sequence[Outgoing]:
        event = read(record)
        return [] if event is None else announcements(state, event)

    return step
