"""The rounds of a tally: what the stream does not bring is read from the log, changes are saved, trouble is said."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
from plumbing.clock import FixedClock
from voting.handlers.counting import Counter
from voting.handlers.pictures import Picture
from voting.handlers.watching import Rounds
from voting.handlers.witness import Witness

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Log:
    """Two partitions of records that are no sheets."""

    def __init__(self) -> None:
        self.end = {0: 3, 1: 3}

    async def ends(self) -> dict[int, int]:
        return dict(self.end)

    async def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        yield [(offset, b"{}") for offset in range(start, min(end, self.end[partition]))]


class Gallery:
    def __init__(self) -> None:
        self.saved: list[tuple[int, int]] = []
        self.away = False

    async def save(self, picture: Picture) -> bool:
        if self.away:
            raise ConnectionError
        self.saved.append((picture.partition, picture.applied))
        return True

    async def all(self) -> list[Picture]:
        return []


class Tally:
    """A tally whose stream brings partition 0 only."""

    def __init__(self) -> None:
        self.log, self.gallery = Log(), Gallery()
        self.counter = Counter(2, self.log)
        witness = Witness(self.counter.tallies, lambda _: None)
        self.rounds = Rounds(self.counter, self.gallery, FixedClock(NOON), witness, lambda: {0})

    def applied(self) -> list[int]:
        return [tally.applied for tally in self.counter.tallies]


@pytest.fixture
def tally() -> Tally:
    return Tally()


async def test_a_partition_that_the_stream_does_not_bring_is_counted_from_the_log_at_each_look(tally: Tally) -> None:
    await tally.rounds.look()
    assert tally.applied() == [-1, 2]
    tally.log.end[1] = 8
    await tally.rounds.look()
    assert tally.applied() == [2, 7]


async def test_one_that_it_should_bring_is_waited_for_and_then_helped(tally: Tally) -> None:
    await tally.rounds.look()
    assert tally.applied()[0] == -1
    await tally.rounds.look()
    assert tally.applied() == [2, 2]


async def test_a_count_is_complete_as_of_the_look_though_votes_never_stop_coming(tally: Tally) -> None:
    await tally.rounds.look()
    assert (tally.counter.complete_at(0), tally.counter.complete_at(1)) == (None, NOON)
    for offset in range(3):
        await tally.counter.take(0, offset, b"{}")
        tally.log.end[0] += 1
        assert tally.counter.complete_at(0) == (NOON if offset == 2 else None)


async def test_only_pictures_that_say_more_are_saved_between_the_turns(tally: Tally) -> None:
    await tally.counter.rebuild()
    await tally.rounds.look()
    await tally.rounds.save()
    assert tally.gallery.saved == [(0, 2), (1, 2)]
    await tally.rounds.save_changed()
    await tally.counter.take(1, 3, b"{}")
    await tally.rounds.save_changed()
    assert tally.gallery.saved == [(0, 2), (1, 2), (1, 3)]


async def test_a_picture_that_could_not_be_saved_is_saved_later(tally: Tally) -> None:
    await tally.counter.rebuild()
    await tally.rounds.look()
    tally.gallery.away = True
    with pytest.raises(ConnectionError):
        await tally.rounds.save_changed()
    tally.gallery.away = False
    await tally.rounds.save_changed()
    assert tally.gallery.saved == [(0, 2), (1, 2)]
