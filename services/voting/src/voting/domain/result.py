"""The certified result: what stood on the log at the close marks of all partitions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from voting.domain.standings import Standing, ranked, set_apart, summed, without
from voting.domain.tally import Closing, PartitionTally


@dataclass(frozen=True, slots=True)
class Certified:
    """A result and what it rests on. `closed_at` is the time on the last close mark."""

    contest_id: str
    closed_at: str
    counted: int
    refused: int
    standings: tuple[Standing, ...]
    closings: tuple[tuple[int, Closing], ...]
    withdrawn: tuple[Standing, ...] = ()
    """Entries that hold no place, with their votes."""


def certified(
    contest_id: str, candidates: Sequence[str], tallies: Sequence[PartitionTally], gone: Collection[str] = ()
) -> Certified | None:
    """The result; None as long as a partition has not passed its close mark. Of `candidates`, `gone` were withdrawn."""
    counts = [(tally.partition, tally.contests.get(contest_id)) for tally in tallies]
    closings: list[tuple[int, Closing]] = []
    votes: list[dict[str, int]] = []
    for partition, count in counts:
        if count is None or count.closing is None:
            return None
        closings.append((partition, count.closing))
        votes.append(count.counts)
    standings = ranked(candidates, summed(votes))
    return Certified(
        contest_id=contest_id,
        # As moments: in texts a fraction of a second comes before none.
        closed_at=max((closing.at for _, closing in closings), key=datetime.fromisoformat),
        counted=sum(closing.counted for _, closing in closings),
        refused=sum(closing.refused for _, closing in closings),
        standings=tuple(without(standings, gone)),
        withdrawn=tuple(set_apart(standings, gone)),
        closings=tuple(closings),
    )
