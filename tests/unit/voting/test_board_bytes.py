"""Boards as bytes: made once a look for whoever asks, once a frame for the streams."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import orjson
import pytest
from plumbing.clock import FixedClock
from plumbing.problems import Problem
from voting.bootstrap import HttpParts
from voting.domain.tally import PartitionTally
from voting.entrypoints.boards import NOT_READY, Boards
from voting.handlers.board import Board
from voting.handlers.ledger import Ledger
from voting.handlers.pictures import Picture, picture_of
from voting.handlers.witness import Witness

from tests.unit.voting.test_rules import terms

NOW = datetime(2026, 6, 10, 15, 59, 30, tzinfo=UTC)


class Gallery:
    def __init__(self) -> None:
        self.tally = PartitionTally(0)
        self.pictures: list[Picture] = []

    def add(self, records: int) -> None:
        for _ in range(records):
            self.tally.apply(self.tally.applied + 1, b"{}", None)
        self.pictures = [picture_of(self.tally, NOW, NOW)]

    async def save(self, picture: Picture) -> bool:
        raise AssertionError(picture)

    async def all(self) -> list[Picture]:
        return self.pictures


class Desk:
    def __init__(self) -> None:
        self.gallery, self.clock, self.ledger = Gallery(), FixedClock(NOW), Ledger(1)
        self.ledger.contests.learn(terms())
        witness = Witness([PartitionTally(0)], lambda _: None)
        self.board = Board(self.gallery, self.ledger, self.clock, timedelta(minutes=1), witness)
        parts: Any = SimpleNamespace(ledger=self.ledger, board=self.board, clock=self.clock)
        self.boards = Boards(cast("HttpParts", parts))

    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = orjson.loads(self.boards.current("k").body)
        return found


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_a_board_is_made_once_a_look_and_says_what_the_look_saw(desk: Desk) -> None:
    desk.gallery.add(3)
    await desk.board.look()
    first = desk.boards.current("k")
    assert (desk.said()["covers"], desk.boards.current("k") is first) == ([2], True)
    desk.gallery.add(1)
    assert desk.boards.current("k") is first
    await desk.board.look()
    assert desk.said()["covers"] == [3]


async def test_a_revision_of_the_terms_holds_at_once(desk: Desk) -> None:
    desk.gallery.add(1)
    await desk.board.look()
    assert desk.said()["counted"] == 0
    desk.ledger.contests.learn(terms(revision=2, embargo="hidden"))
    assert (desk.said()["counted"], desk.said()["covers"], desk.said()["standings"]) == (None, [], [])


async def test_a_board_goes_on_growing_old_while_no_look_succeeds(desk: Desk) -> None:
    desk.gallery.add(1)
    await desk.board.look()
    assert desk.said()["age_ms"] == 0
    desk.clock.advance(timedelta(seconds=7))
    assert desk.said()["age_ms"] == 7000


async def test_the_tag_names_what_is_said_and_neither_its_age_nor_its_reach(desk: Desk) -> None:
    desk.gallery.add(1)
    await desk.board.look()
    before = desk.boards.current("k").etag
    desk.clock.advance(timedelta(seconds=7))
    desk.gallery.add(5)
    await desk.board.look()
    assert desk.boards.current("k").etag == before


async def test_a_frame_is_the_same_for_every_reader_until_the_next_one(desk: Desk) -> None:
    desk.gallery.add(1)
    await desk.board.look()
    first = desk.boards.frame("k", 1)
    desk.gallery.add(1)
    await desk.board.look()
    assert desk.boards.frame("k", 1) is first
    second = desk.boards.frame("k", 2)
    assert (first.startswith(b"event: standings\ndata: {"), second != first) == (True, True)


def test_without_a_picture_of_every_partition_a_stream_waits_and_a_question_is_told_so(desk: Desk) -> None:
    assert desk.boards.frame("k", 1) == NOT_READY
    with pytest.raises(Problem, match="board-not-ready"):
        desk.boards.current("k")
