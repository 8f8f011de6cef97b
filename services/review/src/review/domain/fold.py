"""The fold of review's log: the one place where state changes, and where races are settled: first on the log wins.

A module that knows a kind of event registers its fold here with `@folds(TheEvent)`, and is named in chapters.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from review.domain.state import Campaign, State
from review.domain.trail import act_of


class LogEvent(Protocol):
    """What every event has."""

    @property
    def campaign_id(self) -> str:
        """The campaign that it belongs to."""
        ...

    @property
    def what(self) -> str:
        """Its name on the log."""
        ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """One line of a bulk command that was not taken, and why, as a code."""

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The event was taken. `changed` is False when it only repeats; `taken` names the lines of a bulk command."""

    changed: bool = True
    taken: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """The event changed nothing. `code` says why; `ids` are those at fault, where some are."""

    code: str
    ids: tuple[str, ...] = ()


Verdict = Accepted | Refused
UNCHANGED = Accepted(changed=False)
CAMPAIGN_UNKNOWN = Refused("campaign-unknown")

E = TypeVar("E", bound=LogEvent)
Fold = Callable[[Campaign, Any], Verdict]
_folds: dict[type, Fold] = {}
_opening: set[type] = set()


def folds(
    event_type: type[E], *, opens: bool = False
) -> Callable[[Callable[[Campaign, E], Verdict]], Callable[[Campaign, E], Verdict]]:
    """Registers the fold of one type of event. With `opens` the event may be the first of its campaign."""

    def register(fold: Callable[[Campaign, E], Verdict]) -> Callable[[Campaign, E], Verdict]:
        if event_type in _folds:
            raise ValueError(f"{event_type.__name__} has a fold already")
        _folds[event_type] = fold
        if opens:
            _opening.add(event_type)
        return fold

    return register


def event_types() -> tuple[type, ...]:
    """Every type of event that can be folded."""
    return tuple(_folds)


def apply(state: State, event: LogEvent) -> Verdict:
    """Folds one event. Deterministic: the same log gives the same state and the same verdicts, always."""
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None:
        if type(event) not in _opening:
            return CAMPAIGN_UNKNOWN
        campaign = state.campaigns[event.campaign_id] = Campaign(event.campaign_id)
    verdict = _folds[type(event)](campaign, event)
    if isinstance(verdict, Accepted) and verdict.changed and (act := act_of(event, len(verdict.taken))):
        campaign.trail.append(act)
    return verdict
