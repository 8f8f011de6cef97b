"""What was certified against what a second count finds."""

from collections import Counter
from collections.abc import Sequence

from contracts import ContestClosed, PartitionResult

from voting.domain.recount import PartitionRecount


def differences(certified: ContestClosed, recounts: Sequence[PartitionRecount | None]) -> list[str]:
    """Where the two disagree: marks, counts, chain heads, votes. Empty when they agree bit for bit."""
    places = {one.partition for one in certified.partitions}
    found = [] if places == set(range(len(recounts))) else ["partitions"]
    found += [f"partition {one.partition}" for one in certified.partitions if not _agrees(one, recounts)]
    return found + _votes(certified, recounts) + _sums(certified)


def _agrees(told: PartitionResult, recounts: Sequence[PartitionRecount | None]) -> bool:
    again = recounts[told.partition] if told.partition < len(recounts) else None
    if again is None:
        return False
    counted_again = (again.close_offset, again.counted, again.refused, again.head)
    return (told.close_offset, told.counted, told.refused, told.head) == counted_again


def _sums(certified: ContestClosed) -> list[str]:
    counted = sum(one.counted for one in certified.partitions)
    refused = sum(one.refused for one in certified.partitions)
    return [] if (certified.counted, certified.refused) == (counted, refused) else ["sums"]


def _votes(certified: ContestClosed, recounts: Sequence[PartitionRecount | None]) -> list[str]:
    total: Counter[str] = Counter()
    for again in recounts:
        total.update(again.votes if again else {})
    told = {one.entry_id: one.votes for one in certified.results if one.votes}
    return [] if told == dict(total) else ["votes of the entries"]
