"""The office opens the public vote (公开展示) on the nominees, and closes it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, until
from deploy.local.rehearsal.steps.discussion import rows_of

ASKERS = 16
"""With two accept processes, one such round in 30,000 misses one of them."""
TITLE = "提名作品群众投票"
LEAVES = 4
"""The place of the nominee who leaves while the vote runs: with votes, and none of the first."""
REASON = "作者申请退出评选"


async def open_contest(stage: Stage) -> str:
    """Voting shows the twenty, with their refined texts."""
    now = datetime.now(UTC)
    body = {
        "opens_at": (now - timedelta(seconds=5)).isoformat(),
        "closes_at": (now + timedelta(hours=1)).isoformat(),
        "title": TITLE,
    }
    made = await stage.client.post(f"{stage.reviews}/contest", body, await stage.office())
    expect("contest id", made["contest_id"], stage.contest)
    contest = await until("the contest in voting", lambda: _contest(stage), lambda found: bool(found))
    expect("candidates", {row["entry_id"] for row in contest["entries"]},
           {row["entry_id"] for row in stage.ledger.nominees})  # fmt: skip
    await until("the contest in every accept process", lambda: known_everywhere(stage), bool)
    texts = {row["entry_id"]: row["phrase"] for row in contest["entries"]}
    for nominee in stage.ledger.nominees:
        expect("text of a candidate", texts[nominee["entry_id"]], nominee.get("phrase", texts[nominee["entry_id"]]))
    return f"{len(contest['entries'])} candidates, {contest['choices_min']} to {contest['choices_max']} choices"


async def withdraw_nominee(stage: Stage) -> str:
    """An author asks to leave while the vote runs: board and result go on without the entry, its votes stand aside."""
    if not stage.scale.incidents:
        return "nobody leaves"
    entry = stage.ledger.nominee_ids[LEAVES]
    body = {"withdraw": entry, "reason": REASON}
    await stage.client.ask("PATCH", f"{stage.reviews}/contest", Call(token=await stage.office(), json=body))
    stage.ledger.gone[entry] = stage.ledger.votes.pop(entry)
    await until("the board without the entry", lambda: _board(stage), lambda seen: seen == stage.ledger.votes)
    told = (await _contest(stage))["changes"][-1]
    expect("the notice of the withdrawal", (told["withdrawn"], told["reason"]), (entry, REASON))
    return f"1 nominee left with {stage.ledger.gone[entry]} votes"


async def close_contest(stage: Stage) -> str:
    """The closing time becomes now; every partition passes its close mark, and the certified result is exact."""
    body = {"closes_at": datetime.now(UTC).isoformat()}
    await stage.client.ask("PATCH", f"{stage.reviews}/contest", Call(token=await stage.office(), json=body))
    result = await until("the certified result", lambda: result_of(stage), lambda found: bool(found))
    expect("votes in the result", result["counted"], stage.ledger.voters)
    expect("votes of each entry", counts(rows_of(result, "results")), stage.ledger.votes)
    expect("votes that stand aside", counts(result["withdrawn"]), stage.ledger.gone)
    return f"certified: {result['counted']} votes counted, {result['refused']} refused"


async def result_of(stage: Stage) -> dict[str, Any]:
    """The certified result, or nothing yet."""
    return await _found(stage, f"/api/v1/contests/{stage.contest}/result")


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Votes by entry, entries without a vote left out."""
    return {row["entry_id"]: row["votes"] for row in rows if row["votes"]}


async def known_everywhere(stage: Stage) -> bool:
    """Whether every process that accepts votes knows the contest: what comes with a token goes to the same one."""
    answers = [await _found(stage, f"/api/v1/contests/{stage.contest}", f"asker-{number}") for number in range(ASKERS)]
    return all(answers)


async def _board(stage: Stage) -> dict[str, int]:
    return counts((await stage.client.get(f"/api/v1/contests/{stage.contest}/standings"))["standings"])


async def _contest(stage: Stage) -> dict[str, Any]:
    return await _found(stage, f"/api/v1/contests/{stage.contest}")


async def _found(stage: Stage, path: str, token: str | None = None) -> dict[str, Any]:
    answer = await stage.client.ask("GET", path, Call(token=token, allow=frozenset({200, 404, 409})))
    body: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
    return body
