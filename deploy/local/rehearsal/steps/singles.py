"""Entries that come alone: citizens on the web, and the office for e-mails and letters."""

from datetime import datetime
from typing import Any

from pages.wording import LOCAL_ZONE

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.material import SHARES, Single
from deploy.local.rehearsal.stage import Stage, expect, together


async def send_singles(stage: Stage) -> str:
    """Each gets a receipt number; sending it twice gives the same one."""
    singles = stage.material.singles
    answers = await together(send(stage, one) for one in singles)
    again = await together(send(stage, one) for one in singles[:3])
    receipts = [answer["receipt_no"] for answer in answers]
    expect("distinct receipts", len(set(receipts)), len(singles))
    expect("receipts of a repeated submission", [answer["receipt_no"] for answer in again], receipts[:3])
    expect("Han characters", {answer["han_count"] for answer in answers}, {4 * stage.scale.size.parts})
    found = await stage.client.get(f"/api/v1/submissions/{receipts[0]}")
    expect("receipt look-up", found["receipt_no"], receipts[0])
    return ", ".join(f"{sum(one.channel == name for one in singles)} {name}" for name in ("web", "email", "letter"))


async def send(stage: Stage, one: Single) -> dict[str, Any]:
    """Submits one entry by its channel."""
    body: dict[str, Any] = {"phrase": one.phrase, "explanation": one.explanation, "name": one.author.name,
            "workplace": one.author.workplace}  # fmt: skip
    if one.co_author:
        own, other = SHARES
        body |= {"share": own, "co_authors": [{"name": one.co_author.name, "share": other}]}
    if one.channel == "web":
        return await _post(stage, "entries", body, await stage.desk.citizen(one.author.phone))
    body |= {
        "channel": one.channel,
        "phone": one.author.phone,
        "received_on": datetime.now(LOCAL_ZONE).date().isoformat(),
    }
    return await _post(stage, "registrations", body, await stage.office())


async def _post(stage: Stage, what: str, body: dict[str, Any], token: str) -> dict[str, Any]:
    call = Call(token=token, json=body, allow=frozenset({200, 201}))
    answer: dict[str, Any] = (await stage.client.ask("POST", f"/api/v1/campaigns/{stage.campaign}/{what}", call)).json()
    return answer
