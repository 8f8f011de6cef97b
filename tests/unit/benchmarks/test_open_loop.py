"""Votes at moments fixed beforehand: a server that stands still costs every vote that was due meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson

from benchmarks import part_board, part_readers
from benchmarks.electorate import choices_of
from benchmarks.open_loop import Answer, Outcome, Sender, vote_requests


@asynccontextmanager
async def server(still_seconds: float, status: int = 202) -> AsyncIterator[int]:
    """Answers every request in a body of two pieces; the first one only after a while, and nobody before it."""
    gate = asyncio.Lock()
    late = [still_seconds]

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            await reader.readexactly(int(head.rpartition(b"Content-Length: ")[2]))
            async with gate:
                await asyncio.sleep(late.pop() if late else 0)
            writer.write(b"HTTP/1.1 %d x\r\ncontent-length: 4\r\n\r\nfi" % status)
            await writer.drain()
            writer.write(b"ne")

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


async def test_what_was_due_while_the_server_stood_still_has_waited() -> None:
    async with server(still_seconds=0.5) as port:
        outcome = await Sender(port, vote_requests(["t"] * 200), 4).run(rate=200, seconds=1.0)

    assert (len(outcome.answers), outcome.unanswered) == (200, 0)
    assert {one.body for one in outcome.accepted()} == {b"fine"}
    # About a hundred were due within that half second. Four of them were sent; the others waited for a connection.
    assert sum(one.latency > 0.1 for one in outcome.answers) >= 50
    assert sum(one > 0.1 for one in outcome.held()) >= 40
    assert outcome.busy > 0


async def test_refused_votes_are_answers_and_no_goodput() -> None:
    async with server(still_seconds=0, status=503) as port:
        outcome = await Sender(port, vote_requests(["t"] * 20), 4).run(rate=100, seconds=0.2)

    assert (len(outcome.answers), outcome.accepted(), outcome.goodput()) == (20, [], 0)


def test_goodput_is_what_came_while_votes_were_due() -> None:
    outcome = Outcome(10.0, 2.0, [Answer(202, 0, 0, at, b"") for at in (10.5, 11.0, 12.0, 12.1)])

    assert outcome.goodput() == 1.5


def test_a_request_carries_the_voters_token_and_his_choices() -> None:
    head, _, body = vote_requests(["a", "b"])[1].partition(b"\r\n\r\n")

    assert b"Authorization: Bearer b\r\n" in head
    assert head.endswith(b"Content-Length: %d" % len(body))
    assert orjson.loads(body) == {"entries": list(choices_of(1))}


def test_a_receipt_is_on_the_board_when_its_offset_is_covered() -> None:
    receipts = [(0, 5, 1.0), (0, 6, 1.0), (1, 2, 3.5), (1, 9, 1.0)]
    answers = [
        Answer(202, 0, 0, at, orjson.dumps({"partition": partition, "offset": offset}))
        for partition, offset, at in receipts
    ]
    looks = [(1.25, [5, 1]), (2.0, [6, 1]), (3.0, [6, 2])]

    assert part_board.delays_of(answers, looks) == ([0.25, 1.0, 0.0], 1)


def test_a_frame_tells_when_it_was_made() -> None:
    frame = b'event: standings\ndata: {"as_of":"1970-01-01T00:01:40Z","age_ms":250,"x":1}\n\n'

    assert part_readers.delays_of([(100.5, frame), (100.75, frame), (101.0, b"half a fra")]) == ([0.25, 0.5], 1)
