"""(f) From the receipt of a vote to a board that counts it, by offset."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

import httpx2
import orjson

from benchmarks.ballots import CONTEST
from benchmarks.figures import Figure, Target, quantile, spread
from benchmarks.open_loop import Answer
from benchmarks.parts import Part, Plan
from benchmarks.peak import Peak, at_peak, run
from benchmarks.system import Ground

TITLE = "From the receipt to the board"
PREFIX = "f-"
SHARE, SECONDS, ROUNDS, CONNECTIONS = 0.5, 6.0, 3, 800
LOOK_SECONDS = 0.005
"""Between two looks at the JSON board: so much may be in a figure that is not the product's."""
Look = tuple[float, list[int]]
"""When a board came, and the last offset that it covers by partition."""


def measure(plan: Plan, ground: Ground) -> Part:
    """Votes at half of what accept can take, and a reader of the board beside them."""
    middle, late, unseen, refused = [], [], 0, 0
    with at_peak(plan, ground, PREFIX) as peak:
        for _ in range(plan.rounds(ROUNDS)):
            delays, missing, without = run(lambda: _spell(plan, peak))
            unseen, refused = unseen + missing, refused + without
            middle.append(quantile(delays, 0.5) * 1000)
            late.append(quantile(delays, 0.99) * 1000)
            plan.say(f"p50 {middle[-1]:.0f} ms, p99 {late[-1]:.0f} ms")
    figures = [
        Figure("acknowledgement → board p50", spread(middle), "ms"),
        Figure("acknowledgement → board p99", spread(late), "ms", Target("at most", 250.0)),
        Figure("votes never seen on the board", spread([unseen]), "", Target("at most", 0.0)),
    ]
    return Part("f", TITLE, figures, remarks=[f"Votes without a receipt, and so not looked for: {refused}."])


async def _spell(plan: Plan, peak: Peak) -> tuple[list[float], int, int]:
    looks: list[Look] = []
    looking = asyncio.create_task(_look(f"{peak.accept.url}/api/v1/contests/{CONTEST}/standings", looks))
    outcome = await peak.votes(SHARE * peak.capacity, plan.seconds(SECONDS), CONNECTIONS)
    await asyncio.sleep(2.0)  # the last votes come onto the board
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    receipts = outcome.accepted()
    return *delays_of(receipts, looks), len(outcome.answers) + outcome.unanswered - len(receipts)


async def _look(url: str, looks: list[Look]) -> None:
    async with httpx2.AsyncClient(trust_env=False, timeout=10) as client:
        while True:
            answer = await client.get(url)
            looks.append((time.monotonic(), orjson.loads(answer.content)["covers"]))
            await asyncio.sleep(LOOK_SECONDS)


def delays_of(answers: Sequence[Answer], looks: Sequence[Look]) -> tuple[list[float], int]:
    """For each receipt how long it was until a board covered its offset; how many none did.

    A board that came before its receipt makes no delay, and no negative one.
    """
    waiting: dict[int, list[tuple[int, float]]] = {}
    for one in answers:
        receipt = orjson.loads(one.body)
        waiting.setdefault(receipt["partition"], []).append((receipt["offset"], one.at))
    found: list[float] = []
    for partition, receipts in waiting.items():
        receipts.sort()
        place = 0
        for at, covers in looks:
            while place < len(receipts) and receipts[place][0] <= covers[partition]:
                found.append(max(0.0, at - receipts[place][1]))
                place += 1
    return found, len(answers) - len(found)
