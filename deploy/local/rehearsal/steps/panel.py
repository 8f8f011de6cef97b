"""Expert panel (专家论证): 50 finalists, three judges, 20 nominees by the exact cut."""

from fractions import Fraction

from deploy.local.rehearsal import scoring
from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect
from deploy.local.rehearsal.steps.accounts import JUDGES
from deploy.local.rehearsal.steps.discussion import rows_of

FINALISTS, NOMINEES = 50, 20


async def choose_finalists(stage: Stage) -> str:
    """Every second of the discussed; a list of 49 is refused."""
    stage.ledger.finalists = stage.ledger.discussed[::2][:FINALISTS]
    office, path = await stage.office(), f"{stage.reviews}/finalists"
    short = Call(token=office, json={"entry_ids": stage.ledger.finalists[:-1]}, allow=frozenset({409, 422}))
    await stage.client.ask("POST", path, short)
    await stage.client.post(path, {"entry_ids": stage.ledger.finalists}, office)
    expect("released finalists", await stage.release("finalist"), stage.ledger.finalists)
    return f"{FINALISTS} finalists; a list of {FINALISTS - 1} refused"


async def score(stage: Stage) -> str:
    """Each judge scores all finalists blind, one abstains on one."""
    await stage.client.post(
        f"{stage.reviews}/panel", {"judges": [stage.username(judge) for judge in JUDGES]}, await stage.office()
    )
    for number, judge in enumerate(JUDGES):
        token = await stage.staff(judge)
        seen = rows_of(await stage.client.get(f"{stage.reviews}/ballot", token), "entries")
        expect(f"ballot of {judge}", {row["entry_id"] for row in seen}, set(stage.ledger.finalists))
        expect("ballot is blind", [row for row in seen if "author_ref" in row or "unit_id" in row], [])
        lines = scoring.ballot(number, stage.ledger.finalists)
        await stage.client.post(f"{stage.reviews}/scores", {"scores": lines}, token)
    return f"{scoring.JUDGES} judges, {scoring.JUDGES * FINALISTS - 1} score sheets, 1 abstention"


async def cut_nominees(stage: Stage) -> str:
    """The API's cut equals our own, place by place."""
    answer = await stage.client.post(f"{stage.reviews}/nominees", None, await stage.office())
    rules = (await stage.client.get(f"/api/v1/campaigns/{stage.campaign}"))["panel"]
    weights = {name: Fraction(str(rules[name])) for name in scoring.DIMENSIONS}
    received = {entry["entry_id"]: entry["submitted_at"] for entry in stage.ledger.entries}
    owed = scoring.ranking(stage.ledger.finalists, weights, received)[:NOMINEES]
    expect("nominees", [row["entry_id"] for row in answer["nominees"]], [one.entry_id for one in owed])
    for row, one in zip(answer["nominees"], owed, strict=True):
        expect("score of a nominee", abs(Fraction(str(row["score"])) - one.total) < Fraction(1, 100), True)
    stage.ledger.nominees = answer["nominees"]
    expect("released nominees", await stage.release("nominee"), [one.entry_id for one in owed])
    return f"{NOMINEES} nominees, scores {answer['nominees'][0]['score']} to {answer['nominees'][-1]['score']}"
