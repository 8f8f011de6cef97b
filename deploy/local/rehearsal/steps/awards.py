"""Prizes: under the nested reading each author's best prize only, 48,000 yuan in all."""

from collections import Counter
from typing import Any

from deploy.local.rehearsal.prizes import nested
from deploy.local.rehearsal.stage import Stage, expect

TOTAL = 48_000


async def award(stage: Stage) -> str:
    """Every line equals our own reckoning; awarding twice pays once."""
    office = await stage.office()
    answer = await stage.client.post(f"{stage.reviews}/awards", None, office)
    again = await stage.client.post(f"{stage.reviews}/awards", None, office)
    lines: list[dict[str, Any]] = answer["lines"]
    expect("awards asked twice", again["lines"], lines)
    expect("reading", answer["reading"], "nested")
    expect("total", answer["total"], TOTAL)
    expect("sum of the lines", sum(line["amount"] for line in lines), TOTAL)
    nominees = [row["entry_id"] for row in stage.ledger.nominees]
    owed = nested(nominees, stage.ledger.excellent, stage.ledger.winner)
    paid = {line["entry_id"]: line["amount"] for line in lines if line["amount"]}
    expect("prizes by entry", paid, owed)
    tiers = Counter(line["tier"] for line in lines if line["amount"])
    return f"{tiers['winner']} + {tiers['excellent']} + {tiers['nominee']} prizes, {answer['total']:,} yuan"


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
        "excellent": len(ledger.excellent),
        "awarded_total": TOTAL,
    }
    seen = await stage.client.get(f"{stage.reviews}/funnel", await stage.office())
    expect("funnel", {name: seen[name] for name in owed}, owed)
    return (
        " → ".join(str(owed[name]) for name in ("submitted", "passed", "finalists", "nominees", "excellent")) + " → 1"
    )
