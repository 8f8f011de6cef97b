"""The sweep that keeps the promise of the retention date."""

import asyncio

from plumbing.logs import logger_of
from plumbing.problems import Problem

from intake.domain.retention import due_for_erasure
from intake.handlers.contacts import erase, finish_erasures
from intake.handlers.desk import Desk

EVERY_SECONDS = 3600.0
_log = logger_of(__name__)


async def sweep(desk: Desk) -> int:
    """Erases everybody who is due at this moment, and finishes what a crash cut off; how many there were.

    Problem 503 while the log does not answer; the next sweep goes on from there.
    """
    await finish_erasures(desk)
    due = due_for_erasure(desk.state, desk.clock.now())
    for author_ref in due:
        await erase(desk, author_ref, "retention", "retention")
    if due:
        _log.info("contacts-erased", people=len(due))
    return len(due)


async def sweep_for_ever(desk: Desk) -> None:
    """A sweep every hour, until it is cancelled. Two processes may do so: an erasure is there once."""
    while True:
        try:
            await sweep(desk)
        except Problem as problem:
            _log.warning("sweep-put-off", reason=problem.code)
        await asyncio.sleep(EVERY_SECONDS)
