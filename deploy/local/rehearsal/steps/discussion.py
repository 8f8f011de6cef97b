"""Social discussion (社会讨论): the best are published, comments are held, moderated and only then shown."""

from typing import Any

from deploy.local.rehearsal.citizens import citizen_phone
from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.conflicts import barred_of
from deploy.local.rehearsal.material import han
from deploy.local.rehearsal.stage import Stage, expect, together, until

COMMENTED, COMMENTS_EACH, HIDDEN_EVERY = 40, 3, 6
"""How many entries are commented on, how many comments a citizen writes, and which part of them is hidden."""


async def open_discussion(stage: Stage) -> str:
    """The public sees exactly the published ones; those that a judge must not score are among them."""
    stage.ledger.discussed = _chosen(stage)
    await stage.client.post(f"{stage.reviews}/discussion", {"entry_ids": stage.ledger.discussed}, await stage.office())
    shown = await stage.client.get(f"/api/v1/discussion/{stage.campaign}/entries")
    expect("published entries", {row["entry_id"] for row in rows_of(shown, "entries")}, set(stage.ledger.discussed))
    return f"{len(stage.ledger.discussed)} entries published"


def _chosen(stage: Stage) -> list[str]:
    """Of the passed, first one that each judge with a conflict must not score, then one of two authors, then others."""
    barred = barred_of(stage, stage.ledger.passed)
    first = list(dict(reversed(barred)).values())
    taken = {entry for _, entry in barred}
    free = [entry for entry in stage.ledger.passed if entry not in taken]
    of_two = co_authored(stage)
    shared = next(entry for entry in free if entry in of_two)
    return list(dict.fromkeys((*first, shared, *free)))[: stage.scale.discussed]


def co_authored(stage: Stage) -> set[str]:
    """The entries of two authors."""
    written = stage.material.co_authored()
    return {entry["entry_id"] for entry in stage.ledger.entries if han(entry["phrase"]) in written}


async def comment(stage: Stage) -> str:
    """Nothing shows before moderation; afterwards exactly the shown ones do."""
    count = stage.scale.comments
    made = await together(comment_on(stage, number) for number in range(count))
    expect("comments before moderation", {one["status"] for one in made}, {"held"})
    expect("shown before moderation", await _shown(stage), 0)
    token = await stage.staff("screener")
    held = rows_of(await stage.client.get(f"{stage.reviews}/comments", token, status="held"), "comments")
    expect("held comments", len(held), count)
    decisions = [_decision(one["comment_id"], place) for place, one in enumerate(held)]
    await stage.client.post(f"{stage.reviews}/comments/moderations", {"decisions": decisions}, token)
    hidden = sum(one["decision"] == "hide" for one in decisions)
    await until("shown comments", lambda: _shown(stage), lambda shown: shown == count - hidden)
    await stage.client.ask("DELETE", f"{stage.reviews}/discussion", Call(token=await stage.office()))
    return f"{count} comments, {count - hidden} shown, {hidden} hidden"


def rows_of(answer: Any, name: str) -> list[dict[str, Any]]:
    """The rows of an answer, whether it is the list or holds it."""
    rows: list[dict[str, Any]] = answer[name] if isinstance(answer, dict) else answer
    return rows


async def comment_on(stage: Stage, number: int) -> dict[str, Any]:
    """Comment `number`, on one of the first forty published entries."""
    token = await stage.desk.citizen(citizen_phone(stage.campaign, number // COMMENTS_EACH))
    entry = stage.ledger.discussed[number % COMMENTED]
    path = f"/api/v1/discussion/{stage.campaign}/entries/{entry}/comments"
    answer: dict[str, Any] = await stage.client.post(
        path, {"text": f"第{number + 1}条留言：说得出我们城市的样子。"}, token
    )
    return answer


async def _shown(stage: Stage) -> int:
    paths = [
        f"/api/v1/discussion/{stage.campaign}/entries/{entry}/comments" for entry in stage.ledger.discussed[:COMMENTED]
    ]
    answers = await together(stage.client.get(path) for path in paths)
    return sum(len(rows_of(answer, "comments")) for answer in answers)


def _decision(comment: str, place: int) -> dict[str, str]:
    if place % HIDDEN_EVERY == 0:
        return {"comment_id": comment, "decision": "hide", "reason": "与主题无关"}
    return {"comment_id": comment, "decision": "show"}
