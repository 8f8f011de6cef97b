"""Expert and public opinion together: the excellent works, then the decision and its signatures."""

from typing import Any

from recheck.cascade import Cascade
from recheck.figures import four_decimals
from recheck.lists import composite as weighed
from recheck.lists import ids

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, until
from deploy.local.rehearsal.steps.discussion import rows_of

STATEMENT = "综合专家论证意见和群众投票结果，确定本作品为中选作品。"


async def composite(stage: Stage) -> str:
    """Review weighs votes and scores as the rules say: every rank and figure is our own."""
    rows = await until("the composite", lambda: _composite(stage), lambda found: len(found) > 0)
    ledger = stage.ledger
    running = {one: ledger.figures[one] for one in ledger.nominee_ids if one not in ledger.gone}
    ledger.order = weighed(running, ledger.votes, stage.rules["voting"], ledger.received(running))
    owed = [
        (line.entry_id, line.rank, ledger.votes.get(line.entry_id, 0), four_decimals(line.figure))
        for line in ledger.order
        if line.figure is not None
    ]
    told = sorted(rows, key=lambda row: row["rank"])
    expect("the composite", [tuple(row[name] for name in ("entry_id", "rank", "votes", "composite")) for row in told],
           owed)  # fmt: skip
    return f"{len(rows)} entries, {told[0]['composite']} to {told[-1]['composite']}"


async def cut_excellent(stage: Stage) -> str:
    """The first of the composite."""
    answer = await stage.client.post(f"{stage.reviews}/excellent", None, await stage.office())
    ledger, size = stage.ledger, stage.rules["tiers"]["excellent"]
    excellent = ids(ledger.order[:size])
    expect("excellent works", [row["entry_id"] for row in rows_of(answer, "excellent")], excellent)
    expect("released excellent works", await stage.release("excellent"), excellent)
    ledger.lists = Cascade(
        finalist=[entry for entry in ledger.finalists if entry not in ledger.gone],
        nominee=[entry for entry in ledger.nominee_ids if entry not in ledger.gone],
        reserve=list(ledger.alternates),
        order=ids(ledger.order),
        excellent=excellent,
        places=size,
        beside=stage.rules["prizes"]["reading"] == "beside",
    )
    return f"{size} excellent works"


async def decide(stage: Stage) -> str:
    """The first signer chooses the second of the list: the decision is his, not the figure's. The others agree."""
    path, winner = f"/api/v1/decision/{stage.campaign}", stage.ledger.lists.excellent[1]
    decider, *others = stage.rules["decision"]["signers"]
    token = await _signer(stage, decider)
    await stage.client.get(path, token)
    await stage.client.post(path, {"entry_id": winner, "statement": STATEMENT}, token)
    if others:
        expect("told before the last signature", await _told_winner(stage), None)
    for role in others:
        await stage.client.post(f"{path}/countersignatures", {"entry_id": winner}, await _signer(stage, role))
    await until("the winner for everybody", lambda: _told_winner(stage), lambda told: told == winner)
    stage.ledger.winner = winner
    stage.ledger.lists.tell(winner)
    return f"1 winner, signed by {', '.join((decider, *others))}"


async def _signer(stage: Stage, role: str) -> str:
    return await (stage.office() if role == "organiser" else stage.staff(role))


async def _told_winner(stage: Stage) -> str | None:
    told = (await stage.client.get(f"/api/v1/outcome/{stage.campaign}"))["winner"]
    return str(told["entry_id"]) if told else None


async def _composite(stage: Stage) -> list[dict[str, Any]]:
    call = Call(token=await stage.office(), allow=frozenset({200, 404, 409}))
    answer = await stage.client.ask("GET", f"{stage.reviews}/composite", call)
    return rows_of(answer.json(), "entries") if answer.status_code == 200 else []
