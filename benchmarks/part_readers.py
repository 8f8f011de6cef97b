"""(g) Eight thousand readers of the board's event stream while votes come at half of the peak."""

import asyncio
import re
import resource
import time
from collections.abc import Iterable
from datetime import datetime

from benchmarks.ballots import CONTEST
from benchmarks.figures import Figure, Target, quantile, spread
from benchmarks.open_loop import Outcome
from benchmarks.parts import Part, Plan
from benchmarks.peak import Peak, at_peak, run
from benchmarks.system import Ground

TITLE = "Readers of the live board"
PREFIX = "g-"
READERS, SHARE, SECONDS, CONNECTIONS = 8000, 0.5, 12.0, 400
AT_ONCE = 200
"""Connections that are opened together."""
_AGE = re.compile(rb'"as_of":"([^"]+)","age_ms":(\d+)')
_REQUEST = f"GET /api/v1/contests/{CONTEST}/standings/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


class TooFewFilesError(RuntimeError):
    """The limit of open files does not allow for so many readers."""


class Reader(asyncio.Protocol):
    """Notes when what came, once that is asked for."""

    def __init__(self, seen: list[tuple[float, bytes]], noting: asyncio.Event) -> None:
        self._seen, self._noting = seen, noting

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.transport.write(_REQUEST)

    def data_received(self, data: bytes) -> None:
        if self._noting.is_set():
            self._seen.append((time.time(), data))


def measure(plan: Plan, ground: Ground) -> Part:
    """One accept process serves readers and voters."""
    readers = plan.amount(READERS)
    room = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - CONNECTIONS - 200
    if room < readers:
        raise TooFewFilesError(f"{readers} readers need more open files: ulimit -n 20000")
    seconds = plan.seconds(SECONDS)
    with at_peak(plan, ground, PREFIX) as peak:
        seen, outcome, busy = run(lambda: _spell(peak, readers, seconds))
    delays, unread = delays_of(seen)
    plan.say(f"{len(delays)} frames, p99 {quantile(delays, 0.99) * 1000:.0f} ms")
    figures = [
        Figure("readers", spread([readers]), "", Target("at least", READERS)),
        Figure("frames a reader and second", spread([len(delays) / readers / seconds]), "", Target("at least", 0.95)),
        Figure("frame made → read p50", spread([quantile(delays, 0.5) * 1000]), "ms"),
        Figure("frame made → read p99", spread([quantile(delays, 0.99) * 1000]), "ms", Target("at most", 250.0)),
        Figure(
            "votes a second meanwhile ÷ half of the peak", spread([outcome.goodput() / (SHARE * peak.capacity)]), "×"
        ),
        Figure("cores that accept used", spread([busy])),
        Figure("cores that readers and sender used", spread([outcome.busy])),
    ]
    lost = len(outcome.answers) + outcome.unanswered - len(outcome.accepted())
    remarks = [f"Pieces of the stream without a whole frame: {unread}.", f"Votes without a receipt: {lost}."]
    return Part("g", TITLE, figures, remarks=remarks)


async def _spell(peak: Peak, readers: int, seconds: float) -> tuple[list[tuple[float, bytes]], Outcome, float]:
    loop, noting = asyncio.get_running_loop(), asyncio.Event()
    seen: list[tuple[float, bytes]] = []
    opened: list[Reader] = []
    for first in range(0, readers, AT_ONCE):
        batch = range(min(AT_ONCE, readers - first))
        made = [loop.create_connection(lambda: Reader(seen, noting), "127.0.0.1", peak.accept.port) for _ in batch]
        opened += [reader for _, reader in await asyncio.gather(*made)]
    await asyncio.sleep(3.0)  # each has had his first board
    meter = peak.accept.meter
    noting.set()
    outcome = await peak.votes(SHARE * peak.capacity, seconds, CONNECTIONS)
    noting.clear()
    cpu, wall = meter.read()
    for reader in opened:
        reader.transport.abort()
    return seen, outcome, cpu / wall


def delays_of(seen: Iterable[tuple[float, bytes]]) -> tuple[list[float], int]:
    """Seconds from when a frame was made to when a reader had it; how many pieces say nothing of that.

    A frame tells the moment it is complete up to and its age, so also when it was made, to the millisecond.
    """
    made: dict[bytes, float | None] = {}
    delays, unread = [], 0
    for at, piece in seen:
        if piece not in made:
            found = _AGE.search(piece)
            made[piece] = found and datetime.fromisoformat(found[1].decode()).timestamp() + int(found[2]) / 1000
        moment = made[piece]
        if moment is None:
            unread += 1
        else:
            delays.append(max(0.0, at - moment))
    return delays, unread
