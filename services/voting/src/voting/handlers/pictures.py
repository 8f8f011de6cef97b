"""Pictures: where each partition's count stands, as absolute figures that any board can sum up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import orjson

from voting.domain.contests import Terms
from voting.domain.embargo import Count
from voting.domain.standings import ranked, summed
from voting.domain.tally import PartitionTally


@dataclass(frozen=True, slots=True)
class ContestPicture:
    """One contest in one partition."""

    counted: int
    refused: Mapping[str, int]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """One partition: complete up to `as_of`; `taken_at` is when this picture was made."""

    partition: int
    applied: int
    head: str
    as_of: datetime
    taken_at: datetime
    contests: Mapping[str, ContestPicture]

    @property
    def counted(self) -> int:
        """Votes counted, all contests."""
        return sum(one.counted for one in self.contests.values())

    @property
    def refused(self) -> int:
        """Votes refused, all contests."""
        return sum(sum(one.refused.values()) for one in self.contests.values())


class Gallery(Protocol):
    """Where pictures are kept."""

    async def save(self, picture: Picture) -> bool:
        """Keeps the picture unless one of a higher offset is there; whether it was kept."""
        ...

    async def all(self) -> list[Picture]:
        """Every picture there is."""
        ...


def picture_of(tally: PartitionTally, as_of: datetime, now: datetime) -> Picture:
    """The partition as it stands."""
    return Picture(tally.partition, tally.applied, tally.head, as_of, now, figures_of(tally))


def figures_of(tally: PartitionTally) -> dict[str, ContestPicture]:
    """The counts of every contest, as a picture has them."""
    return {
        name: ContestPicture(one.counted, dict(one.refused), dict(one.counts)) for name, one in tally.contests.items()
    }


def count_of(terms: Terms, pictures: Sequence[Picture]) -> Count:
    """The sum of the partitions, given in their order; as old as the oldest of them."""
    parts = [one.contests[terms.contest_id] for one in pictures if terms.contest_id in one.contests]
    votes = summed([part.counts for part in parts])
    standings = ranked([candidate.entry_id for candidate in terms.entries], votes)
    covers = tuple(one.applied for one in pictures)
    return Count(sum(part.counted for part in parts), tuple(standings), min(one.as_of for one in pictures), covers)


def to_bytes(picture: Picture) -> bytes:
    """As it is kept."""
    return orjson.dumps(picture)


def from_bytes(value: bytes) -> Picture:
    """As it was kept."""
    said: dict[str, Any] = orjson.loads(value)
    contests = {name: ContestPicture(**one) for name, one in said.pop("contests").items()}
    as_of, taken_at = datetime.fromisoformat(said.pop("as_of")), datetime.fromisoformat(said.pop("taken_at"))
    return Picture(**said, as_of=as_of, taken_at=taken_at, contests=contests)
