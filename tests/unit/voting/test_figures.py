"""The figures of the count and of its pictures: they grow old by themselves, whatever fails."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from plumbing.clock import FixedClock
from prometheus_client import REGISTRY
from voting.domain.tally import PartitionTally
from voting.handlers.board import Board
from voting.handlers.counting import Counter
from voting.handlers.ledger import Ledger
from voting.handlers.pictures import Picture, picture_of
from voting.handlers.witness import Witness
from voting.metrics import disagreed, watch_pictures, watch_tallies

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Log:
    """A log of one partition whose broker can go away."""

    def __init__(self) -> None:
        self.end, self.away = 0, False

    async def ends(self) -> dict[int, int]:
        if self.away:
            raise ConnectionError
        return {0: self.end}

    async def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        assert partition == 0
        yield [(offset, b"{}") for offset in range(start, end)]


class Gallery:
    """Pictures that can be out of reach."""

    def __init__(self) -> None:
        self.kept: list[Picture] = []
        self.away = False

    async def save(self, picture: Picture) -> bool:
        self.kept = [picture]
        return True

    async def all(self) -> list[Picture]:
        if self.away:
            raise ConnectionError
        return self.kept


def figure(name: str) -> float | None:
    return REGISTRY.get_sample_value(f"zhengji_voting_{name}", {"partition": "0"})


async def test_the_tally_grows_old_while_the_log_cannot_be_asked() -> None:
    log, clock = Log(), FixedClock(NOON)
    counter = Counter(1, log)
    watch_tallies(counter, clock)
    clock.advance(timedelta(seconds=4))
    assert figure("tally_age_seconds") == 4, "never looked: the age of the process"
    await counter.look(clock.now())
    assert figure("tally_age_seconds") == 0
    log.away = True
    clock.advance(timedelta(seconds=30))
    with pytest.raises(ConnectionError):
        await counter.look(clock.now())
    assert figure("tally_age_seconds") == 30


async def test_the_lag_is_what_is_on_the_log_and_not_counted() -> None:
    log, clock = Log(), FixedClock(NOON)
    counter = Counter(1, log)
    watch_tallies(counter, clock)
    log.end = 3
    assert await counter.look(clock.now()) == {0: 3}
    assert (figure("tally_lag_records"), figure("tally_applied_offset")) == (3, -1)
    await counter.rebuild()
    assert (figure("tally_lag_records"), figure("tally_applied_offset")) == (0, 2)


async def test_a_picture_grows_old_while_valkey_cannot_be_asked() -> None:
    gallery, clock = Gallery(), FixedClock(NOON)
    board = Board(gallery, Ledger(1), clock, timedelta(minutes=1), Witness([PartitionTally(0)], disagreed))
    watch_pictures(board, 1, clock)
    clock.advance(timedelta(seconds=9))
    assert figure("picture_age_seconds") == 9, "no picture yet: the age of the process"
    await gallery.save(picture_of(PartitionTally(0), clock.now(), clock.now()))
    await board.look()
    assert figure("picture_age_seconds") == 0
    gallery.away = True
    clock.advance(timedelta(seconds=20))
    with pytest.raises(ConnectionError):
        await board.look()
    assert figure("picture_age_seconds") == 20
