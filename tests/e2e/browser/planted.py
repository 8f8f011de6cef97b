"""A small campaign in which every text that people write tries to become markup, taken as far as its prizes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from deploy.local.rehearsal import scoring
from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.people import phone
from deploy.local.rehearsal.stage import STAFF_PASSWORD, Stage, until
from deploy.local.rehearsal.steps.contest import known_everywhere, result_of
from deploy.local.rehearsal.steps.screening import decide, entries_of
from deploy.local.stack import ROOT

PACK = "planted"
UNIT = "planted-unit"
ENTRIES = 4
AUTHORS, VOTER = 900, 940
POSTS = {"judge1": "judge", "judge2": "judge", "leader": "leader", "screener": "screener", "editor": "screener"}
NOTHING = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""A PDF without a page."""


def planted(where: str) -> str:
    """Closes an attribute and an element, and brings an image that runs a script and marks the page."""
    return f"{where}\"'><img src=x onerror=p() data-p>"


FILE = planted("file").replace('"', "") + ".pdf"
"""What a file is called: browsers write a quotation mark in such a name as %22."""


def entry(number: int) -> dict[str, str]:
    """What somebody hands in."""
    own = {"explanation": planted("explanation"), "name": planted("author"), "workplace": planted("workplace")}
    return {"phrase": f"示例{number} " + planted("slogan"), **own}


def pack() -> dict[str, Any]:
    """The first city's pack, small, with a planted text wherever a pack has one."""
    rules: dict[str, Any] = yaml.safe_load((ROOT / "campaigns" / "lianyungang-2020.yaml").read_text("utf-8"))
    rules["title"], rules["title_en"] = planted("title"), planted("title-en")
    rules["issuers"] = [planted("issuer")]
    rules["tiers"] = {"finalist": 3, "nominee": 2, "excellent": 1, "winner": 1}
    rules["voting"] |= {"choices_min": 1, "choices_max": 1}
    rules["articles"] = {"reviews": 1}
    rules["objections"] = {**rules.get("objections", {}), "days": 0}
    rules["call"]["aim"] = planted("aim")
    rules["call"]["criteria"] = [{"title": planted("criterion"), "text": planted("criterion-text")}]
    rules["screening"] = {"reasons": [{"code": "planted", "zh": planted("reason"), "en": planted("reason-en")}]}
    rules["units"] = [{"unit_id": UNIT, "name": planted("unit"), "group": "county", "quota_min": 30, "quota_max": 40}]
    return rules


def write_packs(folder: Path) -> None:
    """The shipped packs and the planted one."""
    folder.mkdir()
    for shipped in (ROOT / "campaigns").glob("*.yaml"):
        (folder / shipped.name).symlink_to(shipped)
    (folder / f"{PACK}.yaml").write_text(yaml.safe_dump(pack(), allow_unicode=True), "utf-8")


@dataclass(slots=True)
class Planted(Stage):
    """What came of it: where each thing is to be looked at."""

    receipts: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    outlet: str = ""
    article: str = ""
    comment: str = ""

    async def play(self) -> None:
        """From the opening to a vote that runs."""
        await self._opens()
        await self._collects()
        await self._discusses()
        await self._chooses()
        await self._votes()

    async def _opens(self) -> None:
        office, now = await self.office(), datetime.now(UTC)
        dates = {"submissions_open_at": now - timedelta(hours=1), "submissions_close_at": now + timedelta(days=1)}
        body = {"pack": PACK, "campaign_id": self.campaign, **{name: at.isoformat() for name, at in dates.items()}}
        await self.client.post("/api/v1/campaigns", body, office)
        for post, role in POSTS.items():
            account = {"username": self.username(post), "password": STAFF_PASSWORD, "role": role}
            await self.client.post("/api/v1/accounts", {**account, "campaign_id": self.campaign}, office)
        await self.learn_rules()
        await self.amend("title_en", planted("amended"), planted("amendment"))
        outlet = {"name": planted("outlet"), "unit_id": UNIT}
        self.outlet = (await self.client.post(f"{self.reviews}/outlets", outlet, office))["code"]

    async def _collects(self) -> None:
        campaign, author = f"/api/v1/campaigns/{self.campaign}", await self.desk.citizen(phone(AUTHORS))
        self.receipts = [(await self.client.post(f"{campaign}/entries", entry(0), author))["receipt_no"]]
        for number in range(1, ENTRIES):
            sent = {"unit_id": UNIT, "channel": "letter", "phone": phone(AUTHORS + number)}
            body = {**entry(number), **sent, "received_on": datetime.now(UTC).date().isoformat()}
            self.receipts.append(
                (await self.client.post(f"{campaign}/registrations", body, await self.office()))["receipt_no"]
            )
        file = Call(token=author, file=(FILE, NOTHING))
        await self.client.ask("POST", f"/api/v1/submissions/{self.receipts[0]}/files", file)
        await self.client.post(f"{campaign}/reminders", {}, await self.office())
        found = await until("entries", lambda: entries_of(self), lambda found: len(found) == ENTRIES)
        self.entries = [one["entry_id"] for one in found]

    async def _discusses(self) -> None:
        reject = {"entry_id": self.entries[-1], "decision": "reject", "reason": planted("rejection")}
        await decide(self, [{"entry_id": one, "decision": "pass"} for one in self.entries[:-1]] + [reject])
        await self.client.post(f"{self.reviews}/discussion", {"entry_ids": self.entries[:-1]}, await self.office())
        path, citizen = f"/api/v1/discussion/{self.campaign}/entries", await self.desk.citizen(phone(VOTER))
        for one in self.entries[:2]:
            said = await self.client.post(f"{path}/{one}/comments", {"text": planted("comment")}, citizen)
            if one == self.entries[0]:
                self.comment = said["comment_id"]
        show = {"decisions": [{"comment_id": self.comment, "decision": "show"}]}
        await self.client.post(f"{self.reviews}/comments/moderations", show, await self.staff("screener"))
        reply = {"text": planted("reply")}
        await self.client.post(f"{self.reviews}/comments/{self.comment}/replies", reply, await self.office())
        written = {"kind": "commentary", "title": planted("headline"), "body": planted("article")}
        made = await self.client.post(f"{self.reviews}/articles", written, await self.staff("editor"))
        self.article = made["article_id"]
        passed = {"version": 1, "decision": "pass", "remarks": planted("remark")}
        await self.client.post(f"{self.reviews}/articles/{self.article}/reviews", passed, await self.office())

    async def _chooses(self) -> None:
        office, chosen = await self.office(), self.entries[:-1]
        await self.client.post(f"{self.reviews}/finalists", {"entry_ids": chosen}, office)
        await self.release("finalist")
        judges = [post for post, role in POSTS.items() if role == "judge"]
        await self.client.post(f"{self.reviews}/panel", {"judges": list(map(self.username, judges))}, office)
        for number, judge in enumerate(judges):
            scores = scoring.ballot(number + 1, chosen)
            if number == 0:
                scores[-1] = {"entry_id": chosen[-1], "abstain": True, "reason": planted("abstention")}
            await self.client.post(f"{self.reviews}/scores", {"scores": scores}, await self.staff(judge))
        await self.client.post(f"{self.reviews}/nominees", None, office)
        first = (await self.release("nominee"))[0]
        better = {"entry_id": first, "text": planted("refined"), "explanation": planted("refined-meaning")}
        await self.client.post(f"{self.reviews}/refinements", better, office)

    async def _votes(self) -> None:
        office, now = await self.office(), datetime.now(UTC)
        runs = {
            "opens_at": (now - timedelta(seconds=5)).isoformat(),
            "closes_at": (now + timedelta(hours=1)).isoformat(),
        }
        await self.client.post(f"{self.reviews}/contest", {**runs, "title": planted("contest")}, office)
        await until("the contest", lambda: known_everywhere(self), bool)
        path, citizen = f"/api/v1/contests/{self.contest}", await self.desk.citizen(phone(VOTER))
        token = (await self.client.post(f"{path}/voter-tokens", None, citizen))["token"]
        candidate = (await self.client.get(path))["entries"][0]["entry_id"]
        await self.client.post(f"{path}/votes", {"entries": [candidate]}, token)

    async def end(self) -> None:
        """From the end of the vote to the prizes, with an objection on the way."""
        await self._closes()
        office, agreed = await self.office(), f"/api/v1/decision/{self.campaign}"
        await self.client.post(f"{self.reviews}/excellent", None, office)
        winner = (await self.release("excellent"))[0]
        leader = await self.staff("leader")
        await self.client.post(agreed, {"entry_id": winner, "statement": planted("statement")}, leader)
        await until("the winner", self._winner, bool)
        words = {"entry_id": winner, "kind": "likeness", "text": planted("objection")}
        number = (await self.client.post(f"{self.reviews}/objections", words, office))["number"]
        answer = {"ruling": "dismissed", "reason": planted("answer")}
        await self.client.ask("PUT", f"{self.reviews}/objections/{number}/answer", Call(token=office, json=answer))
        await until("the prizes", self._awarded, bool)

    async def _winner(self) -> bool:
        return (await self.client.get(f"/api/v1/outcome/{self.campaign}"))["winner"] is not None

    async def _awarded(self) -> bool:
        call = Call(token=await self.office(), allow=frozenset({200, 201, 409}))
        return (await self.client.ask("POST", f"{self.reviews}/awards", call)).status_code != 409

    async def _closes(self) -> None:
        change = {"closes_at": datetime.now(UTC).isoformat(), "reason": planted("closing")}
        call = Call(token=await self.office(), json=change)
        await self.client.ask("PATCH", f"{self.reviews}/contest", call)
        await until("the certified result", lambda: result_of(self), bool)
