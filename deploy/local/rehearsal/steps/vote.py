"""The public votes, some of them twice; the board must reach the exact count."""

from typing import Any

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, together, until
from deploy.local.rehearsal.steps.contest import counts
from deploy.local.rehearsal.voters import Ballot, Crowd, owed

RETRIED = 200
RECEIPTS = 20


async def vote(stage: Stage) -> str:
    """Every voter once; 200 of them try again and are refused or folded away as duplicates."""
    contest = await stage.client.get(f"/api/v1/contests/{stage.contest}")
    entries = tuple(row["entry_id"] for row in contest["entries"])
    ballot = Ballot(stage.campaign, stage.contest, entries, contest["choices_max"])
    crowd = Crowd(stage.client, stage.desk, ballot)
    count = stage.scale.voters
    await together(crowd.cast(voter) for voter in range(count))
    await together(crowd.cast(voter) for voter in range(RETRIED))
    stage.ledger.voters = count
    stage.ledger.votes = owed(ballot, range(count))
    board = await until("the board", lambda: standings(stage), lambda seen: seen["counted"] >= count)
    expect("votes on the board", board["counted"], count)
    expect("votes of each entry on the board", counts(board["standings"]), stage.ledger.votes)
    return f"{count} voters, {RETRIED} retries; the board shows {board['counted']} votes"


async def standings(stage: Stage) -> dict[str, Any]:
    """The public board."""
    answer = await stage.client.ask("GET", f"/api/v1/contests/{stage.contest}/standings", Call())
    board: dict[str, Any] = answer.json()
    return board
