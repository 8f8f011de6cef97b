"""The demo's campaign: a few hundred entries, taken as far as its public vote, and an account for every role."""

from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.local.rehearsal import material, scoring
from deploy.local.rehearsal.client import Call, Client
from deploy.local.rehearsal.desk import Desk
from deploy.local.rehearsal.stage import Stage, together, until
from deploy.local.rehearsal.steps.bulletins import figures_of, issued
from deploy.local.rehearsal.steps.campaign import quota_of
from deploy.local.rehearsal.steps.contest import TITLE, known_everywhere
from deploy.local.rehearsal.steps.discussion import comment_on
from deploy.local.rehearsal.steps.screening import decide, entries_of
from deploy.local.rehearsal.steps.sheets import upload
from deploy.local.rehearsal.steps.singles import send

CAMPAIGN = "lyg-demo"
CONTEST = f"{CAMPAIGN}-vote"
OPEN_DAYS = 5
SIZE = material.Size(sheet_rows=300, files=62, web=6, email=4, letter=4)
FINALISTS = 50
COMMENTS, SHOWN = 24, 16
JUDGES = ("judge1", "judge2", "judge3")
LOGINS = {
    "screener": "demo-screener",
    "unit": "demo-unit",
    **dict.fromkeys(JUDGES, "demo-judge"),
    "leader": "demo-leader",
    "operator": "demo-operator",
}
"""What the README tells: the passwords of a demo without a secret worth keeping."""
BULLETIN = {
    "title": "专家论证完成，提名作品即将公开展示",
    "text": "征集活动启动以来，各报送单位和市民踊跃参与，作品通过网络、电子邮箱、信件和单位报送汇集而来。\n"
    "经筛选、社会讨论和专家论证，已产生入围作品和提名作品。提名作品将公开展示，由群众投票。\n"
    "下一步，请各单位做好宣传，引导群众参与投票。",
    "reported_to": ["各主办单位"],
    "sent_to": ["各报送单位"],
    "tables": ["channels", "units", "tiers"],
}


class DemoStage(Stage):
    """The demo's staff go by the README's logins."""

    def username(self, post: str) -> str:
        return post

    async def staff(self, post: str) -> str:
        return await self.desk.staff(post, LOGINS[post])


async def seed(base_url: str) -> None:
    """Opens the demo's contest, unless it is open already. Broken off, it goes on where it was: every command
    gives the same answer twice."""
    async with Client(base_url) as client:
        stage = DemoStage(client, Desk(client), CAMPAIGN)
        if await _is_voting(stage):
            return
        await _prepare(stage)
        await _collect(stage)
        await _discuss(stage)
        await _judge(stage)
        await _tell(stage)
        await _open_vote(stage)


async def _is_voting(stage: Stage) -> bool:
    answer = await stage.client.ask("GET", f"/api/v1/contests/{CONTEST}", Call(allow=frozenset({200, 404})))
    return answer.status_code == 200


async def _prepare(stage: Stage) -> None:
    """The campaign and its people. The dates are asked for once: a second asking keeps the first ones."""
    office, now = await stage.office(), datetime.now(UTC)
    path = f"/api/v1/campaigns/{CAMPAIGN}"
    known = await stage.client.ask("GET", path, Call(allow=frozenset({200, 404})))
    if known.status_code == 404:
        body = {
            "pack": stage.pack,
            "campaign_id": CAMPAIGN,
            "submissions_open_at": (now - timedelta(days=30)).isoformat(),
            "submissions_close_at": (now + timedelta(days=1)).isoformat(),
        }
        await stage.client.post("/api/v1/campaigns", body, office)
    units = (await stage.client.get(path))["units"]
    stage.material = material.build([quota_of(unit) for unit in units], SIZE, faults=False)
    await together(_account(stage, name, units[0]["unit_id"]) for name in LOGINS)


async def _account(stage: Stage, name: str, unit: str) -> None:
    role = "judge" if name in JUDGES else name
    body = {"username": name, "password": LOGINS[name], "role": role, "campaign_id": CAMPAIGN}
    if role == "unit":
        body["unit_id"] = unit
    await stage.client.post("/api/v1/accounts", body, await stage.office())


async def _collect(stage: Stage) -> None:
    office = await stage.office()
    await together(upload(stage, sheet, office) for sheet in stage.material.sheets)
    await together(send(stage, one) for one in stage.material.singles)
    entries = await until("entries", lambda: entries_of(stage), lambda found: len(found) >= stage.material.submitted)
    stage.ledger.entries = entries
    stage.ledger.passed = [entry["entry_id"] for entry in entries if not entry["duplicate_of"]]
    waiting = [entry["entry_id"] for entry in entries if entry["status"] == "undecided"]
    await decide(stage, [{"entry_id": entry, "decision": "pass"} for entry in waiting])


async def _discuss(stage: Stage) -> None:
    """Some comments show, the last ones wait for the screener."""
    ledger, token = stage.ledger, await stage.office()
    ledger.discussed = ledger.passed[:100]
    await stage.client.post(f"{stage.reviews}/discussion", {"entry_ids": ledger.discussed}, token)
    made = await together(comment_on(stage, number) for number in range(COMMENTS))
    shown = [{"comment_id": one["comment_id"], "decision": "show"} for one in made[:SHOWN]]
    await stage.client.post(f"{stage.reviews}/comments/moderations", {"decisions": shown}, token)


async def _judge(stage: Stage) -> None:
    ledger, office = stage.ledger, await stage.office()
    ledger.finalists = ledger.discussed[:FINALISTS]
    await stage.client.post(f"{stage.reviews}/finalists", {"entry_ids": ledger.finalists}, office)
    await stage.release("finalist")
    await stage.client.post(f"{stage.reviews}/panel", {"judges": list(JUDGES)}, office)
    for number, judge in enumerate(JUDGES):
        ballot = {"scores": scoring.ballot(number, ledger.finalists)}
        await stage.client.post(f"{stage.reviews}/scores", ballot, await stage.staff(judge))
    await stage.client.post(f"{stage.reviews}/nominees", None, office)
    await stage.release("nominee")


async def _tell(stage: Stage) -> None:
    """One 简报 of how far it has come, unless an earlier attempt has issued it."""
    figures = await until("the figures", lambda: figures_of(stage), lambda seen: _told_all(stage, seen))
    if not await stage.client.get("/api/v1/bulletins", campaign_id=CAMPAIGN):
        await issued(stage, {**BULLETIN, "as_of": figures["offset"]})


def _told_all(stage: Stage, figures: dict[str, Any]) -> bool:
    listed = {one["name"]: one["count"] for one in figures["tiers"]}
    return figures["received"] >= stage.material.submitted and "nominee" in listed


async def _open_vote(stage: Stage) -> None:
    now = datetime.now(UTC)
    body = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(days=OPEN_DAYS)).isoformat(), "title": TITLE}
    await stage.client.post(f"{stage.reviews}/contest", body, await stage.office())
    await until("the open contest", lambda: known_everywhere(stage), bool)
