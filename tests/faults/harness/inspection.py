"""After the load: everything comes to rest, then what the service says is held against the log."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, cast

import aiohttp
import redis
from contracts.topics import VOTE_PARTITIONS
from plumbing.settings import ProcessSettings
from prometheus_client.parser import text_string_to_metric_families
from recount.log import Head
from recount.receipts import is_genuine, key_of
from voting.handlers.pictures import from_bytes

from tests.faults.harness.crowd import Voter
from tests.faults.harness.ground import Ground, Member, NotReadyError
from tests.faults.harness.log_copy import LogCopy
from tests.faults.harness.verdict import some

REST_SECONDS = 40.0
AT_ONCE = 16
DISAGREEMENTS = "zhengji_voting_chain_disagreements_total"


@dataclass(slots=True)
class Rest:
    """The moment when accept, tally and board all stand at the end of the log, and the log grows no more."""

    ground: Ground
    copy: LogCopy
    contest_id: str
    ends: list[int] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    """What every fold says: each accept process's, and those in the pictures."""
    board: dict[str, int] = field(default_factory=dict)

    async def reached(self) -> "Rest":
        """Returns itself. Raises NotReadyError."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + REST_SECONDS
        while True:
            before, missing = self.ends, await self._look()
            if not missing and before == self.ends:
                return self
            if clock() > deadline:
                raise NotReadyError(f"not at rest after {REST_SECONDS:.0f} s: {missing or self.ends}")
            await asyncio.sleep(0.05)

    async def _look(self) -> list[str]:
        """Who is not at the log's end."""
        await asyncio.to_thread(self.copy.read)
        self.ends = [len(lines) for lines in self.copy.records]
        self.heads = await asyncio.to_thread(picture_heads, self.ground.settings)
        for member in self.ground.accepts:
            self.heads += await self._heads(member)
        boards = [await self._board(member) for member in self.ground.accepts]
        return [*self._behind(), *filter(None, boards)]

    async def _heads(self, member: Member) -> list[Head]:
        said = await ask(self.ground, member, f"/contests/{self.contest_id}/heads") or []
        return [Head(one["partition"], one["applied"], one["head"], member.process.name) for one in said]

    def _behind(self) -> list[str]:
        wanted = VOTE_PARTITIONS * (1 + len(self.ground.accepts))
        missing = [] if len(self.heads) == wanted else [f"{len(self.heads)} of {wanted} heads are told"]
        behind = [one for one in self.heads if one.offset != self.ends[one.partition] - 1]
        return missing + [f"{one.source} stands at {one.partition}:{one.offset} of {self.ends}" for one in behind]

    async def _board(self, member: Member) -> str:
        said = await ask(self.ground, member, f"/contests/{self.contest_id}/standings")
        if said is None or said["covers"] != [end - 1 for end in self.ends]:
            return f"the board of {member.process.name} covers {said and said['covers']} of {self.ends}"
        self.board = {place["entry_id"]: place["votes"] for place in said["standings"]}
        return ""


async def ask(ground: Ground, member: Member, path: str) -> Any:
    """What its API says; None for every status but 200."""
    url = f"{member.url}/api/v1{path}"
    try:
        async with ground.client.get(url, timeout=aiohttp.ClientTimeout(10.0)) as answer:
            return await answer.json(content_type=None) if answer.status == 200 else None
    except aiohttp.ClientError:
        return None


async def wrong_receipts(ground: Ground, contest_id: str, voters: Sequence[Voter]) -> list[str]:
    """Looks up every number that anybody was told, at the accept processes by turns, and checks every signature."""
    key = key_of((await ask(ground, ground.accepts[0], "/vote-receipts/key"))["public_key"])
    receipts = [told.receipt for voter in voters for told in voter.told if told.receipt is not None]
    forged = [f"receipt {one['no']} is not genuine" for one in receipts if not is_genuine(one, key)]
    turn = asyncio.Semaphore(AT_ONCE)

    async def look_up(number: str, member: Member) -> str:
        async with turn:
            said = await ask(ground, member, f"/vote-receipts/{number}")
        right = said and (said["state"], said["contest_id"]) == ("counted", contest_id)
        return "" if right else f"{member.process.name} answers receipt {number} with {said}"

    numbers = sorted({told.no for voter in voters for told in voter.told})
    found = await asyncio.gather(*map(look_up, numbers, cycle(ground.accepts)))
    return some([*forged, *filter(None, found)])


async def alarms(ground: Ground) -> list[str]:
    """The service's own alarms that two counts differ."""
    found = []
    for member in [*ground.accepts, *ground.tallies]:
        async with ground.client.get(f"{member.url}/metrics") as answer:
            families = text_string_to_metric_families(await answer.text())
        rung = sum(one.value for family in families for one in family.samples if one.name == DISAGREEMENTS)
        found += [f"{member.process.name} has seen {rung:.0f} pictures that it disagrees with"] if rung else []
    return found


def picture_heads(settings: ProcessSettings) -> list[Head]:
    """The heads in the pictures that the tally has saved. Blocks."""
    with redis.Redis.from_url(settings.valkey) as store:
        keys = [f"{settings.topic_prefix}voting:picture:{number}" for number in range(VOTE_PARTITIONS)]
        kept = [cast("bytes | None", store.hget(key, "picture")) for key in keys]
    pictures = [from_bytes(value) for value in kept if value]
    return [Head(one.partition, one.applied, one.head, "picture") for one in pictures]
