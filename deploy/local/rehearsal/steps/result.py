"""Expert and public opinion together: ten excellent works, then the leadership's one decision."""

from typing import Any

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, until
from deploy.local.rehearsal.steps.discussion import rows_of

EXCELLENT = 10
STATEMENT = "综合专家论证意见和群众投票结果，确定本作品为中选作品。"


async def composite(stage: Stage) -> str:
    """Review counts every entry's votes as the material implies, and ranks the twenty."""
    rows = await until("the composite", lambda: _composite(stage), lambda found: len(found) > 0)
    expect("entries in the composite", len(rows), len(stage.ledger.nominees))
    expect("votes in the composite", {row["entry_id"]: row["votes"] for row in rows if row["votes"]},
           stage.ledger.votes)  # fmt: skip
    expect("ranks", sorted(row["rank"] for row in rows)[0], 1)
    stage.ledger.composite = sorted(rows, key=lambda row: row["rank"])
    return f"{len(rows)} entries, {stage.ledger.composite[0]['composite']} to {rows[-1]['composite']}"


async def cut_excellent(stage: Stage) -> str:
    """The first ten of the composite."""
    answer = await stage.client.post(f"{stage.reviews}/excellent", None, await stage.office())
    stage.ledger.excellent = [row["entry_id"] for row in rows_of(answer, "excellent")]
    expect("excellent works", stage.ledger.excellent,
           [row["entry_id"] for row in stage.ledger.composite[:EXCELLENT]])  # fmt: skip
    expect("released excellent works", await stage.release("excellent"), stage.ledger.excellent)
    return f"{len(stage.ledger.excellent)} excellent works"


async def decide(stage: Stage) -> str:
    """The leader reads the packet and signs for the second of the ten: the decision is his, not the figure's."""
    token = await stage.staff("leader")
    path = f"/api/v1/decision/{stage.campaign}"
    await stage.client.get(path, token)
    stage.ledger.winner = stage.ledger.excellent[1]
    await stage.client.post(path, {"entry_id": stage.ledger.winner, "statement": STATEMENT}, token)
    return "1 winner, signed by the leader"


async def _composite(stage: Stage) -> list[dict[str, Any]]:
    call = Call(token=await stage.office(), allow=frozenset({200, 404, 409}))
    answer = await stage.client.ask("GET", f"{stage.reviews}/composite", call)
    return rows_of(answer.json(), "entries") if answer.status_code == 200 else []
