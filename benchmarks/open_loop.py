"""Requests sent at a constant rate whatever the answers do, each latency counted from the moment it was due.

A generator that waits for an answer before it sends the next request leaves out the requests that a slow moment would
have met (coordinated omission). wrk is of that kind; here the moments are fixed beforehand, as wrk2 has it.
"""

import asyncio
import gc
import re
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.ballots import PATH
from benchmarks.electorate import choices_of

TICK_SECONDS = 0.001
PATIENCE_SECONDS = 10.0
"""How long answers are waited for after the last request was due."""
_LAST_CHUNK = b"\r\n0\r\n\r\n"
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, seconds from when the request was due and from when it was sent, arrival on the monotonic clock."""

    status: int
    latency: float
    service: float
    at: float
    body: bytes


@dataclass(slots=True)
class Outcome:
    """All answers; `unanswered` were due and have no answer."""

    started: float
    seconds: float
    answers: list[Answer] = field(default_factory=list)
    unanswered: int = 0
    busy: float = 0.0
    """Cores that the sender itself used while votes were due: at 1 it is the sender that is slow."""

    def accepted(self) -> list[Answer]:
        """Those that carry a receipt."""
        return [one for one in self.answers if one.status == 202]

    def held(self) -> list[float]:
        """Seconds for which each accepted vote that was due had not been sent: for want of a connection, or of time."""
        return [one.latency - one.service for one in self.accepted()]

    def goodput(self) -> float:
        """Receipts a second while votes were due."""
        return sum(one.at <= self.started + self.seconds for one in self.accepted()) / self.seconds


def _is_whole(got: bytes, end: int) -> bool:
    """Whether an answer whose head ends there is complete: by its length, or by the last of its chunks."""
    length = _LENGTH.search(got, 0, end)
    return got.endswith(_LAST_CHUNK) if length is None else len(got) >= end + 4 + int(length[1])


class Connection(asyncio.Protocol):
    """One request at a time."""

    def __init__(self, pool: "Sender") -> None:
        self._pool, self._got = pool, b""
        self._due = self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]

    def send(self, request: bytes, due: float) -> None:
        """The next request."""
        self._due, self._sent, self._got = due, time.monotonic(), b""
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._got += data
        end = self._got.find(b"\r\n\r\n")
        if end < 0 or not _is_whole(self._got, end):
            return
        now = time.monotonic()
        answer = Answer(int(self._got[9:12]), now - self._due, now - self._sent, now, self._got[end + 4 :])
        self._pool.answered(self, answer)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's signature
        self._pool.lost(self)


class Sender:
    """Keeps to the plan of moments; a request that finds every connection busy waits here, and its time runs."""

    def __init__(self, port: int, requests: Iterable[bytes], connections: int) -> None:
        self._port, self._requests, self._most = port, iter(requests), connections
        self._idle: list[Connection] = []
        self._waiting: deque[tuple[bytes, float]] = deque()
        self._out = 0
        self.outcome = Outcome(0.0, 0.0)

    async def run(self, rate: float, seconds: float) -> Outcome:
        """Sends at that rate for so long, and waits for the answers."""
        loop = asyncio.get_running_loop()
        for _ in range(self._most):
            _, connection = await loop.create_connection(lambda: Connection(self), "127.0.0.1", self._port)
            self._idle.append(connection)
        gc.collect()
        gc.disable()  # a pause here would look like one of the server
        try:
            await self._send_all(rate, seconds)
        finally:
            gc.enable()
        self.outcome.unanswered = self._out + len(self._waiting)
        return self.outcome

    async def _send_all(self, rate: float, seconds: float) -> None:
        start, sent, total, cpu = time.monotonic(), 0, int(rate * seconds), time.process_time()
        self.outcome.started, self.outcome.seconds = start, seconds
        while sent < total:
            until = min(total, int((time.monotonic() - start) * rate) + 1)
            for number in range(sent, until):
                self._waiting.append((next(self._requests), start + number / rate))
            sent = until
            self._drain()
            await asyncio.sleep(TICK_SECONDS)
        self.outcome.busy = (time.process_time() - cpu) / (time.monotonic() - start)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (self._out or self._waiting) and time.monotonic() < deadline:  # noqa: ASYNC110 - both, and a deadline
            await asyncio.sleep(0.01)

    def _drain(self) -> None:
        while self._waiting and self._idle:
            self._out += 1
            self._idle.pop().send(*self._waiting.popleft())

    def answered(self, connection: Connection, answer: Answer) -> None:
        """The connection is free again."""
        self._out -= 1
        self._idle.append(connection)
        self.outcome.answers.append(answer)
        self._drain()

    def lost(self, connection: Connection) -> None:
        """A connection that the server has closed is not used again; what was under way stays unanswered."""
        if connection in self._idle:
            self._idle.remove(connection)


def vote_requests(tokens: Iterable[str]) -> list[bytes]:
    """A vote for each token, as bytes."""
    return [_request(number, token) for number, token in enumerate(tokens)]


def _request(number: int, token: str) -> bytes:
    body = '{"entries":["' + '","'.join(choices_of(number)) + '"]}'
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
