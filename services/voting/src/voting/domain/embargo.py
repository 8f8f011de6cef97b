"""The one gate through which a running count may be seen."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from voting.domain.contests import Embargo
from voting.domain.standings import Standing, without


@dataclass(frozen=True, slots=True)
class Count:
    """The count of a contest at a moment, as the tally knows it. `covers`: the last offset counted, by partition."""

    counted: int
    standings: tuple[Standing, ...]
    as_of: datetime
    covers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A row that may be seen; what is held back is None."""

    entry_id: str
    rank: int
    votes: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be seen. `as_of` is the moment of the count shown, None when nothing is; `covers` is that count's."""

    embargo: Embargo
    counted: int | None
    places: tuple[Place, ...]
    as_of: datetime | None
    covers: tuple[int, ...] = ()


def total_is_open(embargo: Embargo, *, certified: bool) -> bool:
    """Whether anybody, the operators included, may be told at this moment how many votes a contest has."""
    return certified or embargo == "live"


def shown(embargo: Embargo, now: Count | None, earlier: Count | None, gone: Collection[str] = ()) -> Shown:
    """What the embargo lets through: of the count of now, or under `delayed` of the `earlier` one only. Entries that
    are `gone` now hold no place in either."""
    seen = {"live": now, "ranks": now, "delayed": earlier, "hidden": None}[embargo]
    if seen is None:
        return Shown(embargo, None, (), None)
    places = tuple(Place(one.entry_id, one.rank, one.votes) for one in without(seen.standings, gone))
    if embargo == "ranks":
        return Shown(embargo, None, tuple(replace(place, votes=None) for place in places), seen.as_of, seen.covers)
    return Shown(embargo, seen.counted, places, seen.as_of, seen.covers)
