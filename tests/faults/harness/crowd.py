"""The voters: they come at their own rate, whatever becomes of those before, and ask again until they know.

A vote whose outcome is unknown is sent again with the same token, as a phone does it: after 503, a cut connection, or
no answer within the voter's patience.
"""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any

import aiohttp
from plumbing.settings import demo_secret
from voting.handlers.voter_tokens import VoterTokens

from tests.faults.harness.plan import Plan

ENTRIES = tuple(f"e{number}" for number in range(5))
_TOKENS = VoterTokens(demo_secret("voter_pepper"))


@dataclass(frozen=True, slots=True)
class Told:
    """What a voter was told at last: the number under which his vote counts, and the receipt if he got one."""

    at: float
    no: str
    receipt: dict[str, Any] | None


@dataclass(slots=True)
class Voter:
    """Somebody with a token and a choice."""

    ref: str
    token: str
    entry: str
    told: list[Told] = field(default_factory=list)
    tries: int = 0


def voters_of(plan: Plan, contest_id: str) -> Iterator[Voter]:
    """As many as are wanted, each with a token that was made ahead: nobody asks the service for one."""
    chance, now = Random(f"voters {plan.seed}"), datetime.now(UTC)
    for number in count():
        name = f"{plan.seed:016x}{number:016x}"
        token, _ = _TOKENS.mint(contest_id, name, now)
        yield Voter(_TOKENS.voter_ref(contest_id, name), token, chance.choice(ENTRIES))


class Crowd:
    """Votes at these addresses, one of them chosen for every try. Times are those of the event loop."""

    def __init__(self, plan: Plan, urls: Sequence[str], pool: Iterable[Voter], client: aiohttp.ClientSession) -> None:
        self._plan, self._client = plan, client
        self._urls = urls
        self._chance = Random(f"crowd {plan.seed}")
        self._pool = pool
        self._voting: set[asyncio.Task[None]] = set()
        self._clock = asyncio.get_running_loop().time
        self._news = asyncio.Event()
        self.came: list[Voter] = []
        self.acknowledged: list[float] = []
        """When: once a voter, the first time that he was told."""
        self.unknown = 0
        """Tries without a known outcome."""
        self.strange: list[str] = []
        """Answers that no voter should get."""

    async def arrive(self) -> None:
        """Voters come until this is cancelled."""
        due = self._clock()
        for voter in self._pool:
            due += self._chance.expovariate(self._plan.rate)
            await asyncio.sleep(max(0.0, due - self._clock()))
            self.came.append(voter)
            task = asyncio.create_task(self._vote(voter))
            self._voting.add(task)
            task.add_done_callback(self._voting.discard)

    async def more(self, votes: int, within: float) -> None:
        """Returns when so many more voters are acknowledged. TimeoutError."""
        wanted = len(self.acknowledged) + votes
        async with asyncio.timeout(within):
            while len(self.acknowledged) < wanted:
                self._news.clear()
                await self._news.wait()

    async def drained(self, within: float) -> None:
        """Returns when every voter knows; after `within` seconds those who do not are left so."""
        if self._voting:
            _, left = await asyncio.wait(set(self._voting), timeout=within)
            for task in left:
                task.cancel()

    async def _vote(self, voter: Voter) -> None:
        presses = 2 if self._chance.random() < self._plan.doubles else 1
        await asyncio.gather(*(self._insist(voter) for _ in range(presses)))

    async def _insist(self, voter: Voter) -> None:
        wait = 0.2
        while (told := await self._try(voter)) is None:
            self.unknown += 1
            await asyncio.sleep(wait * self._chance.uniform(0.5, 1.5))
            wait = min(2 * wait, 2.0)
        if not voter.told:
            self.acknowledged.append(told.at)
            self._news.set()
        voter.told.append(told)

    async def _try(self, voter: Voter) -> Told | None:
        voter.tries += 1
        headers = {"authorization": f"Bearer {voter.token}"}
        patience = aiohttp.ClientTimeout(self._plan.patience)
        try:
            url = self._chance.choice(self._urls)
            async with self._client.post(
                url, json={"entries": [voter.entry]}, headers=headers, timeout=patience
            ) as answer:
                return self._read(answer.status, await answer.json(content_type=None))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return None

    def _read(self, status: int, said: Any) -> Told | None:
        if status == 202:
            return Told(self._clock(), said["no"], said)
        if status == 409 and said.get("code") == "already-voted":
            return Told(self._clock(), said["no"], None)
        if status != 503 and len(self.strange) < 10:
            self.strange.append(f"{status} {said}")
        return None
