"""What the steps of a rehearsal share: the client, the people, the material, and what came of earlier steps."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any, TypeVar

from recheck.cascade import Cascade
from recheck.figures import Figure
from recheck.lists import Line

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import Desk
from deploy.local.rehearsal.material import Material
from deploy.local.rehearsal.scale import SAMPLE, Scale

T = TypeVar("T")
WAIT_SECONDS = 60.0
POLL_SECONDS = 0.25


class MismatchError(Exception):
    """A figure is not what the material implies."""


@dataclass(slots=True)
class Ledger:
    """What came of the steps so far. `figures` and `order` are our own reckoning, by the recheck's arithmetic."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    discussed: list[str] = field(default_factory=list)
    presented: list[str] = field(default_factory=list)
    finalists: list[str] = field(default_factory=list)
    nominees: list[dict[str, Any]] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    votes: dict[str, int] = field(default_factory=dict)
    voters: int = 0
    gone: dict[str, int] = field(default_factory=dict)
    """Entries that left while the vote ran, with the votes that they had."""
    order: list[Line] = field(default_factory=list)
    lists: Cascade = field(default_factory=Cascade)
    winner: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def nominee_ids(self) -> list[str]:
        """The nominees of the cut."""
        return [row["entry_id"] for row in self.nominees]

    def received(self, field_: Iterable[str]) -> dict[str, datetime]:
        """When each entry of a field came."""
        wanted = set(field_)
        return {
            entry["entry_id"]: datetime.fromisoformat(entry["submitted_at"])
            for entry in self.entries
            if entry["entry_id"] in wanted
        }


STAFF_PASSWORD = "rehearsal-only"  # noqa: S105  these accounts live as long as the rehearsal's data


@dataclass(slots=True)
class Stage:
    """One rehearsal of one campaign. Its staff are called after it, so that every rehearsal has its own."""

    client: Client
    desk: Desk
    campaign: str
    pack: str = "lianyungang-2020"
    scale: Scale = SAMPLE
    rules: dict[str, Any] = field(default_factory=dict)
    """As published, read again after every change."""
    material: Material = field(default_factory=lambda: Material((), (), ()))
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def judges(self) -> list[str]:
        """The posts of the judges."""
        return [f"judge{number}" for number in range(1, self.scale.judges + 1)]

    def conflicts_of(self, judge: str) -> tuple[str | None, str | None]:
        """The unit and the phone that the account of a judge states: the first is of a unit, the second an author."""
        unit = self.material.sheets[0].unit_id if judge == "judge1" else None
        return unit, self.material.singles[0].author.phone if judge == "judge2" else None

    async def learn_rules(self) -> dict[str, Any]:
        """The rules as everybody can read them now."""
        self.rules = await self.client.get(f"/api/v1/campaigns/{self.campaign}")
        return self.rules

    async def amend(self, path: str, value: str, reason: str) -> None:
        """The office changes one rule in public: a new revision with its reason."""
        body = {"path": path, "value": value, "reason": reason, "revision": self.rules["revision"]}
        await self.client.post(f"/api/v1/campaigns/{self.campaign}/amendments", body, await self.office())
        await self.learn_rules()
        expect("the last change of the rules", [self.rules["changes"][-1][name] for name in ("path", "now", "reason")],
               [path, value, reason])  # fmt: skip

    @property
    def weights(self) -> tuple[Fraction, Fraction]:
        """政治方向 and 思想导向, as the rules weigh them."""
        return Fraction(str(self.rules["panel"]["political"])), Fraction(str(self.rules["panel"]["guidance"]))

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
