"""Prizes by the rules of the pack: each author's sum equals our own reckoning, and the ledger adds up to the fen."""

from collections import Counter
from decimal import Decimal
from typing import Any

from recheck.money import prizes

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.material import SHARES, han
from deploy.local.rehearsal.stage import Stage, expect, until
from deploy.local.rehearsal.steps.discussion import co_authored


async def award(stage: Stage) -> str:
    """Every line equals our own reckoning; awarding twice pays once."""
    office, path = await stage.office(), f"{stage.reviews}/awards"
    answer = await until("the prizes", lambda: _released(stage), bool)
    expect("awards asked twice", (await stage.client.post(path, None, office))["lines"], answer["lines"])
    lines: list[dict[str, Any]] = answer["lines"]
    expect("reading", answer["reading"], stage.rules["prizes"]["reading"])
    owed = prizes(stage.ledger.lists, stage.rules["prizes"], _authors(stage))
    expect("prizes by entry", {line["entry_id"]: line["amount"] for line in lines}, owed)
    expect("total", answer["total"], sum(owed.values()))
    await _check_ledger(stage, owed)
    stage.ledger.lines = lines
    tiers = Counter(line["tier"] for line in lines if line["amount"])
    return " + ".join(f"{count} {tier}" for tier, count in tiers.items()) + f", {answer['total']:,} yuan"


async def funnel(stage: Stage) -> str:
    """The office's funnel tells every figure of the campaign."""
    ledger = stage.ledger
    owed = {
        "submitted": stage.material.submitted,
        "unique": stage.material.unique,
        "passed": len(ledger.passed),
        "discussed": len(ledger.discussed),
        "finalists": len(ledger.finalists),
        "nominees": len(ledger.nominees),
        "counted_votes": ledger.voters,
        "excellent": len(ledger.lists.excellent),
        "awarded_total": sum(line["amount"] for line in ledger.lines),
    }
    seen = await stage.client.get(f"{stage.reviews}/funnel", await stage.office())
    expect("funnel", {name: seen[name] for name in owed}, owed)
    return (
        " → ".join(str(owed[name]) for name in ("submitted", "passed", "finalists", "nominees", "excellent")) + " → 1"
    )


async def _released(stage: Stage) -> dict[str, Any]:
    """The prizes; nothing while review has not heard that the period for objections is over."""
    call = Call(token=await stage.office(), allow=frozenset({200, 201, 409}))
    answer = await stage.client.ask("POST", f"{stage.reviews}/awards", call)
    body: dict[str, Any] = answer.json() if answer.status_code != 409 else {}
    return body


def _authors(stage: Stage) -> dict[str, str]:
    """Whose each finalist is, by the material."""
    known, phrases = stage.material.authors(), {one["entry_id"]: one["phrase"] for one in stage.ledger.entries}
    return {entry: known[han(phrases[entry])].phone for entry in stage.ledger.finalists}


async def _check_ledger(stage: Stage, owed: dict[str, int]) -> None:
    view = await stage.client.get(f"{stage.reviews}/prizes", await stage.office())
    shared = co_authored(stage) & set(stage.ledger.finalists)
    for one in view["entries"]:
        amount, parts = owed[one["entry_id"]], [Decimal(payment["yuan"]) for payment in one["payments"]]
        expect("lines of a prize", sum(line["paid"] for line in one["lines"]), amount)
        if amount:
            expect("parts of a prize", parts, _parts(stage, amount, together=one["entry_id"] in shared))


def _parts(stage: Stage, amount: int, *, together: bool) -> list[Decimal]:
    """Of one author the whole; of two their halves, or what they stated where the pack goes by that."""
    stated = stage.rules["prizes"]["co_authors"] == "stated"
    shares = (100,) if not together else SHARES if stated else (50, 50)
    return [Decimal(amount * share) / 100 for share in shares]
