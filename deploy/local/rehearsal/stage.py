"""What the steps of a rehearsal share: the client, the people, the material, and what came of earlier steps."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import Desk
from deploy.local.rehearsal.material import Material

T = TypeVar("T")
WAIT_SECONDS = 60.0
POLL_SECONDS = 0.25


class MismatchError(Exception):
    """A figure is not what the material implies."""


@dataclass(slots=True)
class Ledger:
    """What came of the steps so far."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    discussed: list[str] = field(default_factory=list)
    finalists: list[str] = field(default_factory=list)
    nominees: list[dict[str, Any]] = field(default_factory=list)
    votes: dict[str, int] = field(default_factory=dict)
    voters: int = 0
    composite: list[dict[str, Any]] = field(default_factory=list)
    excellent: list[str] = field(default_factory=list)
    winner: str = ""
    awards: dict[str, Any] = field(default_factory=dict)


STAFF_PASSWORD = "rehearsal-only"  # noqa: S105  these accounts live as long as the rehearsal's data


@dataclass(slots=True)
class Stage:
    """One rehearsal of one campaign. Its staff are called after it, so that every rehearsal has its own."""

    client: Client
    desk: Desk
    campaign: str
    voters: int = 3200
    material: Material = field(default_factory=lambda: Material((), (), ()))
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def contest(self) -> str:
        return f"{self.campaign}-vote"

    @property
    def reviews(self) -> str:
        """Where review keeps this campaign."""
        return f"/api/v1/review/{self.campaign}"

    def username(self, post: str) -> str:
        """The username at a post of this campaign: screener, leader, judge1…, or a unit's id."""
        return f"{self.campaign}-{post}"

    async def staff(self, post: str) -> str:
        """The token of who holds the post."""
        return await self.desk.staff(self.username(post), STAFF_PASSWORD)

    async def office(self) -> str:
        """The organiser's token."""
        return await self.desk.organiser()

    async def release(self, tier: str) -> list[str]:
        """The office releases the pending list of a tier, and signs the digest of what it saw."""
        office = await self.office()
        seen = await self.client.get(f"{self.reviews}/lists/{tier}", office)
        signed = {"tier": tier, "digest": seen["digest"]}
        return list((await self.client.post(f"{self.reviews}/lists/releases", signed, office))["entry_ids"])


Step = Callable[[Stage], Awaitable[str]]
"""Plays one step and returns its figures in words; raises MismatchError."""


def expect(what: str, got: object, owed: object) -> None:
    """Refuses a figure that differs from what the material implies."""
    if got != owed:
        raise MismatchError(f"{what}: got {got!r}, must be {owed!r}")


async def until(what: str, read: Callable[[], Awaitable[T]], satisfied: Callable[[T], bool]) -> T:
    """Polls until the value satisfies; says the last value when it does not within a minute."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        value = await read()
        if satisfied(value):
            return value
        if time.monotonic() > deadline:
            raise MismatchError(f"{what}: still {str(value)[:300]} after {WAIT_SECONDS:.0f} s")
        await asyncio.sleep(POLL_SECONDS)


async def together(jobs: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Runs the jobs at once (the client bounds the requests under way); the first failure ends the others."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(job) for job in jobs]
    return [task.result() for task in tasks]
