"""Notices: who is told what, by figures; and certificates that the public page confirms."""

from collections import Counter
from typing import Any

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, together, until
from deploy.local.rehearsal.steps.discussion import rows_of

PUBLIC_NOTICES = {"campaign-published": 1, "contest-opened": 1, "contest-closed": 1}


def owed_notices(stage: Stage) -> dict[str, int]:
    """Notices of each kind: one for every entry, one for every tier reached, one for every award."""
    ledger = stage.ledger
    with_prize = sum(carries_prize(line) for line in ledger.lines)
    owed = {
        "entry-received": stage.material.unique,
        "entry-repeated": stage.material.duplicates,
        "shortlisted-finalist": len(ledger.finalists),
        "shortlisted-nominee": len({*ledger.nominee_ids, *ledger.lists.nominee}),
        "shortlisted-excellent": len({*ledger.lists.excellent, *ledger.lists.left}),
        "shortlisted-winner": 1,
        "awarded": with_prize,
        "souvenir": len(ledger.lines) - with_prize,
        "campaign-changed": stage.rules["revision"] - 1,
        "contest-changed": 1 + len(ledger.gone),
        **PUBLIC_NOTICES,
    }
    return {kind: count for kind, count in owed.items() if count}


def carries_prize(line: dict[str, Any]) -> bool:
    """Money or a certificate; the others have the souvenir alone."""
    return bool(line["amount"] or line["certificate"])


async def check_notices(stage: Stage) -> str:
    """Every notice is sent, none twice, none missing; what the pack holds back is approved by the office first."""
    await _end_quiet_hours(stage)
    owed = owed_notices(stage)
    total = sum(owed.values())
    figures = await until(
        "sent notices", lambda: _approved(stage), lambda seen: seen["by_state"].get("sent", 0) >= total
    )
    expect("notices by kind", figures["by_kind"], owed)
    expect("notices by state", {state: n for state, n in figures["by_state"].items() if n}, {"sent": total})
    return f"{total} notices sent, of {len(owed)} kinds"


async def _end_quiet_hours(stage: Stage) -> None:
    """A rehearsal does not wait for the morning: the quiet hours end when they begin, by an amendment in public."""
    quiet = stage.rules["notices"]
    if quiet["quiet_from"]:
        await stage.amend("notices.quiet_until", quiet["quiet_from"], "演练不等待静默时段结束")


async def _approved(stage: Stage) -> dict[str, Any]:
    """The figures, after the office let go what waits for its approval."""
    office, waiting = await stage.office(), {"campaign_id": stage.campaign, "state": "held"}
    for notice in await stage.client.get("/api/v1/notices/outbox", office, **waiting):
        expect("what a notice waits for", notice["reason"], "approval")
        await stage.client.post(f"/api/v1/notices/{notice['notice_id']}/decision", {"decision": "send"}, office)
    return await _figures(stage)


async def check_certificates(stage: Stage) -> str:
    """Each number has a PDF for the office and is confirmed to everyone; an invented number is not."""
    office = await stage.office()
    listed = await stage.client.get("/api/v1/certificates", office, campaign_id=stage.campaign)
    numbers = [row["number"] for row in rows_of(listed, "certificates")]
    owed = Counter(line["tier"] for line in stage.ledger.lines if line["certificate"])
    expect("certificates", len(set(numbers)), owed.total())
    sizes = await together(_pdf_size(stage, number, office) for number in numbers)
    found = await together(stage.client.get(f"/api/v1/certificates/{number}") for number in numbers)
    expect("confirmed", {row["valid"] for row in found}, {True})
    expect("tiers", Counter(row["tier"] for row in found), owed)
    await _check_invented(stage)
    return f"{len(numbers)} certificates, PDFs of {min(sizes) // 1024} to {max(sizes) // 1024} kB, all confirmed"


async def _check_invented(stage: Stage) -> None:
    call = Call(allow=frozenset({200, 404, 422}))
    answer = await stage.client.ask("GET", "/api/v1/certificates/ZJ-N-0000-0000", call)
    expect("an invented number", answer.status_code == 200 and answer.json()["valid"], False)


async def _figures(stage: Stage) -> dict[str, Any]:
    figures: dict[str, Any] = await stage.client.get(
        "/api/v1/notices", await stage.office(), campaign_id=stage.campaign
    )
    return figures


async def _pdf_size(stage: Stage, number: str, token: str) -> int:
    answer = await stage.client.ask("GET", f"/api/v1/certificates/{number}/pdf", Call(token=token))
    expect("beginning of the PDF", answer.content[:5], b"%PDF-")
    return len(answer.content)
