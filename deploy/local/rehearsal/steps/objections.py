"""公示: two objections, one of them upheld: its entry leaves the lists and the next ones move up by the stated rule."""

from typing import Any

from deploy.local.rehearsal.citizens import citizen_phone
from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect

ANSWERS = (("upheld", "经核实，与已发布的作品雷同"), ("dismissed", "经核实，不属实"))


async def object_and_answer(stage: Stage) -> str:
    """The last of the excellent works leaves; the first one stays. The prizes wait for every answer."""
    if not stage.scale.incidents:
        return "nobody objects"
    lists = stage.ledger.lists
    against = (lists.excellent[-1], lists.excellent[0])
    numbers = [(await _lodge(stage, entry))["number"] for entry in against]
    await _refused(stage, {"objection-period-running", "objections-unanswered"})
    for number, (ruling, reason) in zip(numbers, ANSWERS, strict=True):
        path, body = f"{stage.reviews}/objections/{number}/answer", {"ruling": ruling, "reason": reason}
        await stage.client.ask("PUT", path, Call(token=await stage.office(), json=body))
    before = len(lists.excellent), len(lists.nominee)
    lists.leave(against[0])
    told = await stage.client.get(f"/api/v1/outcome/{stage.campaign}")
    expect("excellent works as they stand", [one["entry_id"] for one in told["excellent"]], lists.excellent)
    expect("nominees as they stand", {one["entry_id"] for one in told["nominees"]}, set(lists.nominee))
    expect("the register", [one["state"] for one in told["register"]], [ruling for ruling, _ in ANSWERS])
    return f"1 upheld, 1 dismissed; {before[0]} → {len(lists.excellent)} excellent, {before[1]} → {len(lists.nominee)}"


async def end_objections(stage: Stage) -> str:
    """A period of days is not waited for: the office shortens it in public, and until then no prize is released."""
    if not stage.rules["objections"]["days"]:
        return "no period"
    await _refused(stage, {"objection-period-running"})
    await stage.amend("objections.days", "0", "演练不等待公示期满")
    return "the period was shortened in public"


async def _lodge(stage: Stage, entry: str) -> dict[str, Any]:
    """By a citizen in the period; the office enters what came otherwise."""
    body = {"entry_id": entry, "kind": "likeness", "text": "这件作品与别处的表述相同。"}
    if stage.rules["objections"]["days"]:
        token = await stage.desk.citizen(citizen_phone(stage.campaign, 0))
        lodged = await stage.client.post(f"/api/v1/outcome/{stage.campaign}/objections", body, token)
    else:
        lodged = await stage.client.post(f"{stage.reviews}/objections", body, await stage.office())
    return dict(lodged)


async def _refused(stage: Stage, codes: set[str]) -> None:
    call = Call(token=await stage.office(), allow=frozenset({409}))
    answer = await stage.client.ask("POST", f"{stage.reviews}/awards", call)
    expect("why no prize is released", answer.json()["code"] in codes, True)
