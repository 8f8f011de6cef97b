"""Two counts of one log are held against each other by offset; a planted difference is found, and nothing else is."""

from datetime import UTC, datetime

import pytest
from voting.domain.sheet import CastVote, Sheet
from voting.domain.tally import PartitionTally
from voting.handlers.pictures import Picture, from_bytes, picture_of, to_bytes
from voting.handlers.witness import Witness

NOW = datetime(2026, 6, 10, tzinfo=UTC)


def count(tally: PartitionTally, offset: int, entry: str = "e1", record: bytes = b"") -> None:
    vote = CastVote(f"v{offset}", f"r{offset}", (entry,))
    tally.apply(offset, record or str(offset).encode(), Sheet.of("k", f"s{offset}", "t", (vote,)))


def counted(records: int, planted_at: int = -1, entry: str = "e1", record: bytes = b"") -> PartitionTally:
    """A count of so many records, one of which may be another one than it was."""
    tally = PartitionTally(0)
    for offset in range(records):
        count(tally, offset, *((entry, record) if offset == planted_at else ()))
    return tally


def picture(tally: PartitionTally) -> Picture:
    return from_bytes(to_bytes(picture_of(tally, NOW, NOW)))


class Watched:
    def __init__(self, tally: PartitionTally) -> None:
        self.said: list[int] = []
        self.witness = Witness([tally], self.said.append)


@pytest.mark.parametrize("records", [0, 1, 5, 8, 9])
def test_equal_counts_are_never_in_disagreement_wherever_they_stand(records: int) -> None:
    own = counted(8)
    watched = Watched(own)
    for _ in range(3):
        watched.witness.see([picture(counted(records))])
    count(own, 8)
    watched.witness.see([picture(counted(9))])
    assert watched.said == []


def test_another_record_before_is_found_in_a_picture_that_lags() -> None:
    watched = Watched(counted(8))
    watched.witness.see([picture(counted(5, planted_at=2, record=b"tampered"))])
    assert watched.said == [0]


def test_another_record_is_found_in_a_picture_that_is_ahead_once_it_is_reached() -> None:
    own = counted(3)
    watched = Watched(own)
    watched.witness.see([picture(counted(5, planted_at=4, record=b"tampered"))])
    assert watched.said == []
    for offset in (3, 4, 5):
        count(own, offset)
    watched.witness.see([picture(counted(6))])
    assert watched.said == [0]


def test_a_twin_that_is_always_ahead_is_compared_all_the_same() -> None:
    own = counted(1)
    watched = Watched(own)
    for records in range(2, 6):
        watched.witness.see([picture(counted(records, planted_at=1, record=b"tampered"))])
        count(own, records - 1)
    assert watched.said


def test_other_figures_of_the_same_records_are_found_at_the_same_offset() -> None:
    watched = Watched(counted(4))
    watched.witness.see([picture(counted(4, planted_at=1, entry="e2"))])
    assert watched.said == [0]


def test_what_is_too_long_ago_is_not_judged() -> None:
    watched = Watched(counted(4200))
    watched.witness.see([picture(counted(50, planted_at=2, record=b"tampered"))])
    assert watched.said == []
