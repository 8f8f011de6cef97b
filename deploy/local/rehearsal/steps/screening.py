"""Screening (筛选): duplicates and a few others are rejected, the rest pass."""

from typing import Any

from deploy.local.rehearsal.conflicts import barred_of
from deploy.local.rehearsal.stage import Stage, expect, until

PAGE = 1000
REJECTED_UNIQUE = 20
REASONS = {"duplicate": "与较早作品相同", "other": "未突出本地特色"}


async def screen(stage: Stage) -> str:
    """Waits until review holds every entry that intake accepted, then decides on each."""
    entries = await until("entries in review", lambda: entries_of(stage), lambda found: len(found) >= _owed(stage))
    expect("entries in review", len(entries), stage.material.submitted)
    duplicates = [entry["entry_id"] for entry in entries if entry["duplicate_of"]]
    expect("exact duplicates", len(duplicates), stage.material.duplicates)
    unique = [entry["entry_id"] for entry in entries if not entry["duplicate_of"]]
    stage.ledger.entries = entries
    decisions = _decisions(stage, unique, duplicates)
    await decide(stage, decisions)
    if stage.rules["screening"]["two_person"]:
        expect("passed by one person", (await _progress(stage))["passed"], 0)
        await decide(stage, decisions, "second")
    expect("passed", (await _progress(stage))["passed"], len(stage.ledger.passed))
    return f"{len(entries)} entries, {len(unique)} unique: {len(stage.ledger.passed)} passed"


async def entries_of(stage: Stage) -> list[dict[str, Any]]:
    """All entries that review holds, in its order."""
    token = await stage.staff("screener")
    entries: list[dict[str, Any]] = []
    params: dict[str, str] = {}
    while True:
        answer = await stage.client.get(f"{stage.reviews}/entries", token, limit=str(PAGE), **params)
        page = answer["entries"] if isinstance(answer, dict) else answer
        entries += page
        if len(page) < PAGE:
            return entries
        params = {"after": page[-1]["entry_id"]}


async def decide(stage: Stage, decisions: list[dict[str, str]], post: str = "screener") -> None:
    """Sends decisions, and expects each to be taken."""
    token = await stage.staff(post)
    for start in range(0, len(decisions), 200):
        part = decisions[start : start + 200]
        answer = await stage.client.post(f"{stage.reviews}/screenings", {"decisions": part}, token)
        expect("refused screenings", answer["refused"], [])
        expect("accepted screenings", answer["accepted"], len(part))


def _decisions(stage: Stage, unique: list[str], duplicates: list[str]) -> list[dict[str, str]]:
    """A decision on each entry; what passes is written down for the later steps."""
    rejected = _rejected(stage, unique)
    stage.ledger.passed = [entry for entry in unique if entry not in rejected]
    refused = [_reject(entry, "duplicate") for entry in duplicates] + [_reject(entry, "other") for entry in rejected]
    return [*refused, *({"entry_id": entry, "decision": "pass"} for entry in stage.ledger.passed)]


def _rejected(stage: Stage, unique: list[str]) -> list[str]:
    """The first twenty, without those that a judge will have to leave to the others."""
    barred = {entry for _, entry in barred_of(stage, unique)}
    return [entry for entry in unique if entry not in barred][:REJECTED_UNIQUE]


async def _progress(stage: Stage) -> dict[str, int]:
    progress: dict[str, int] = await stage.client.get(f"{stage.reviews}/progress", await stage.office())
    return progress


def _reject(entry: str, why: str) -> dict[str, str]:
    return {"entry_id": entry, "decision": "reject", "reason": REASONS[why]}


def _owed(stage: Stage) -> int:
    return stage.material.submitted
