"""简报: its figures are those of the campaign, and everyone reads it as a page and as the same file every time."""

from typing import Any

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.stage import Stage, expect, together, until

API = "/api/v1/bulletins"
ALL = ("units", "channels", "days", "tiers", "votes", "awards")


async def issue_bulletin(stage: Stage) -> str:
    """The office looks at the figures, issues the bulletin with exactly these, and a stranger reads it."""
    figures = await until("the figures", lambda: figures_of(stage), lambda seen: seen["received"] >= _entries(stage))
    expect("entries in the bulletin", figures["received"], _entries(stage))
    expect("votes in the bulletin", [one["counted"] for one in figures["votes"]], [stage.ledger.voters])
    owed = sum(line["amount"] for line in stage.ledger.lines)
    expect("prize money in the bulletin", sum(one["amount"] for one in figures["awards"]), owed)
    words = {"title": "征集活动圆满结束", "text": "演练：活动各环节已完成，结果如下。", "sent_to": ["各报送单位"]}
    made = await issued(stage, {**words, "tables": ALL, "as_of": figures["offset"]})
    expect("what everyone reads", (await stage.client.get(path_of(made)))["figures"], figures | moment_of(made))
    files = await together(stage.client.ask("GET", f"{path_of(made)}/pdf", Call()) for _ in range(2))
    expect("beginning of the PDF", files[0].content[:5], b"%PDF-")
    expect("the PDF once more", files[1].content == files[0].content, True)
    return f"简报 no. {made['number']}, {len(files[0].content) // 1024} kB of PDF, figures as they should be"


async def figures_of(stage: Stage) -> dict[str, Any]:
    """What notify has counted of the campaign."""
    found: dict[str, Any] = await stage.client.get(f"{API}/figures", await stage.office(), campaign_id=stage.campaign)
    return found


async def issued(stage: Stage, words: dict[str, Any]) -> dict[str, Any]:
    """The 简报 of these words, under its number."""
    body = {"campaign_id": stage.campaign, "kind": "brief", "editor": "征集活动办公室", **words}
    made: dict[str, Any] = await stage.client.post(API, body, await stage.office())
    return made


def path_of(made: dict[str, Any]) -> str:
    """Where the API keeps it."""
    return f"{API}/{made['campaign_id']}/{made['kind']}/{made['number']}"


def moment_of(made: dict[str, Any]) -> dict[str, Any]:
    """The newest figures are those of the moment of issue."""
    return {"moment": made["figures"]["moment"]}


def _entries(stage: Stage) -> int:
    return stage.material.unique + stage.material.duplicates
