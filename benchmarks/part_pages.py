"""(j) The pages of a citizen behind the one port, two hundred requests a second at each."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import repeat

from benchmarks.figures import Figure, Target, quantile, spread
from benchmarks.open_loop import Answer, Outcome, Sender
from benchmarks.parts import Part, Plan
from benchmarks.peak import run
from benchmarks.system import Ground
from deploy.local.free_stack import stack_in
from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import Desk
from deploy.local.rehearsal.people import phone
from deploy.local.running import running_stack
from deploy.local.seed import CAMPAIGN, CONTEST, seed
from deploy.local.stack import Stack

TITLE = "Pages of a citizen"
RATE, SECONDS, CONNECTIONS, READER = 200.0, 8.0, 40, 999
PAGES = {
    "call": f"/?campaign={CAMPAIGN}", "submit": f"/submit?campaign={CAMPAIGN}",
    "entries": f"/entries?campaign={CAMPAIGN}", "entry": "/entries/{campaign}/{entry}",
    "ballot": f"/vote/{CONTEST}", "board": f"/results/{CONTEST}", "receipts": "/receipts",
    "outcome": f"/outcome?campaign={CAMPAIGN}", "certificates": "/certificates",
}  # fmt: skip


class WrongAnswerError(Exception):
    """A page was not shown."""


def measure(plan: Plan, ground: Ground) -> Part:
    """One page after the other, each by a citizen who has signed in."""
    (ground.folder / "pages").mkdir()
    figures, slowest = list[Figure](), 0.0
    with _demo(stack_in(ground.folder / "pages")) as stack:
        token, entry = run(lambda: _reader(stack))
        for name, page in PAGES.items():
            path = page.format(campaign=CAMPAIGN, entry=entry)
            outcome = run(partial(_spell, stack, path, token, plan.seconds(SECONDS)))
            taken = [one.latency * 1000 for one in _shown(path, outcome)]
            p50, p95 = quantile(taken, 0.5), quantile(taken, 0.95)
            slowest = max(slowest, p95)
            figures.append(Figure(f"{name}: p50 / p95", spread([p50, p95]), "ms"))
            plan.say(f"{path}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, {len(taken)} answers, sender {outcome.busy:.2f}")
    figures.insert(
        0, Figure("the slowest page's p95 at 200 requests/s", spread([slowest]), "ms", Target("at most", 50.0))
    )
    return Part("j", TITLE, figures)


@contextmanager
def _demo(stack: Stack) -> Iterator[Stack]:
    """The whole system with the demo's campaign, and no crowd."""
    with running_stack(stack):
        asyncio.run(seed(stack.url))
        yield stack


async def _reader(stack: Stack) -> tuple[str, str]:
    """The session of a citizen, and an entry with comments."""
    async with Client(stack.url) as client:
        rows = (await client.get(f"/api/v1/discussion/{CAMPAIGN}/entries"))["entries"]
        return await Desk(client).citizen(phone(READER)), str(max(rows, key=lambda row: row["comments"])["entry_id"])


async def _spell(stack: Stack, path: str, token: str, seconds: float) -> Outcome:
    request = (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"
        f"Accept-Language: zh-CN\r\nCookie: zj_session={token}\r\n\r\n"
    ).encode()
    return await Sender(stack.public_port, repeat(request), CONNECTIONS).run(RATE, seconds)


def _shown(path: str, outcome: Outcome) -> list[Answer]:
    wrong = [one.status for one in outcome.answers if one.status != 200]
    if wrong or outcome.unanswered:
        raise WrongAnswerError(f"{path}: {len(wrong)} answers such as {wrong[:3]}, {outcome.unanswered} without one")
    return outcome.answers
