"""A bounded simulated crowd that votes in the demo's contest, so that the board moves."""

import asyncio

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import Desk
from deploy.local.rehearsal.people import PHONE_COUNT
from deploy.local.rehearsal.voters import Ballot, Crowd
from deploy.local.seed import CAMPAIGN, CONTEST

CONCURRENCY = 4
ROOM = PHONE_COUNT - 2_000
"""Voters that the demo's phones allow for; after them the crowd stays at home."""


async def run_crowd(base_url: str, *, voters: int = 400, seconds: float = 90.0) -> None:
    """Lets `voters` people vote, evenly spread over `seconds`; those of an earlier crowd do not come again."""
    async with Client(base_url, concurrency=CONCURRENCY) as client:
        contest = await client.get(f"/api/v1/contests/{CONTEST}")
        entries = tuple(row["entry_id"] for row in contest["entries"])
        crowd = Crowd(client, Desk(client), Ballot(CAMPAIGN, CONTEST, entries, contest["choices_max"]))
        first = (await client.get(f"/api/v1/contests/{CONTEST}/standings"))["counted"]
        last = min(first + voters, ROOM)
        for voter in range(first, last):
            await asyncio.gather(crowd.cast(voter), asyncio.sleep(seconds / voters))
