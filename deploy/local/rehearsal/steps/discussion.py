"""Social discussion (社会讨论): the best are published, comments are held, moderated and only then shown."""

from typing import Any

from deploy.local.rehearsal.citizens import citizen_phone
from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, together, until

DISCUSSED, COMMENTS, HIDDEN = 120, 60, 10


async def open_discussion(stage: Stage) -> str:
    """The public sees exactly the published ones."""
    stage.ledger.discussed = stage.ledger.passed[:DISCUSSED]
    await stage.client.post(f"{stage.reviews}/discussion", {"entry_ids": stage.ledger.discussed}, await stage.office())
    shown = await stage.client.get(f"/api/v1/discussion/{stage.campaign}/entries")
    expect("published entries", {row["entry_id"] for row in rows_of(shown, "entries")}, set(stage.ledger.discussed))
    return f"{DISCUSSED} entries published"


async def comment(stage: Stage) -> str:
    """Nothing shows before moderation; afterwards exactly the shown ones do."""
    made = await together(comment_on(stage, number) for number in range(COMMENTS))
    expect("comments before moderation", {one["status"] for one in made}, {"held"})
    expect("shown before moderation", await _shown(stage), 0)
    token = await stage.staff("screener")
    held = rows_of(await stage.client.get(f"{stage.reviews}/comments", token, status="held"), "comments")
    expect("held comments", len(held), COMMENTS)
    decisions = [_decision(one["comment_id"], place) for place, one in enumerate(held)]
    await stage.client.post(f"{stage.reviews}/comments/moderations", {"decisions": decisions}, token)
    await until("shown comments", lambda: _shown(stage), lambda shown: shown == COMMENTS - HIDDEN)
    await stage.client.ask("DELETE", f"{stage.reviews}/discussion", Call(token=await stage.office()))
    return f"{COMMENTS} comments, {COMMENTS - HIDDEN} shown, {HIDDEN} hidden"


def rows_of(answer: Any, name: str) -> list[dict[str, Any]]:
    """The rows of an answer, whether it is the list or holds it."""
    rows: list[dict[str, Any]] = answer[name] if isinstance(answer, dict) else answer
    return rows


async def comment_on(stage: Stage, number: int) -> dict[str, Any]:
    """Citizen `number` comments on one of the first forty published entries."""
    token = await stage.desk.citizen(citizen_phone(stage.campaign, number))
    entry = stage.ledger.discussed[number % 40]
    path = f"/api/v1/discussion/{stage.campaign}/entries/{entry}/comments"
    answer: dict[str, Any] = await stage.client.post(path, {"text": f"第{number + 1}条留言：说得出港城的样子。"}, token)
    return answer


async def _shown(stage: Stage) -> int:
    paths = [f"/api/v1/discussion/{stage.campaign}/entries/{entry}/comments" for entry in stage.ledger.discussed[:40]]
    answers = await together(stage.client.get(path) for path in paths)
    return sum(len(rows_of(answer, "comments")) for answer in answers)


def _decision(comment: str, place: int) -> dict[str, str]:
    if place < HIDDEN:
        return {"comment_id": comment, "decision": "hide", "reason": "与主题无关"}
    return {"comment_id": comment, "decision": "show"}
