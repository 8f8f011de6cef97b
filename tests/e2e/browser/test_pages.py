"""Every page of every role, at both widths and in both languages: sound, without a fault, and kept as a picture."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import ORGANISER
from deploy.local.seed import CAMPAIGN, CONTEST, LOGINS
from deploy.local.stack import Stack
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True, slots=True)
class Look:
    """A page: what its picture is called, its address, and the status of its answer."""

    name: str
    path: str
    status: int = 200


ENTRY = "/entries/{campaign}/{entry}"
EVERYBODY = (
    Look("call", f"/?campaign={CAMPAIGN}"),
    Look("submit-signed-out", f"/submit?campaign={CAMPAIGN}"),
    Look("sign-in", "/sign-in"),
    Look("sign-in-staff", "/sign-in?way=staff"),
    Look("submissions", "/submissions"),
    Look("entries", f"/entries?campaign={CAMPAIGN}"),
    Look("entry", ENTRY),
    Look("contests", "/vote"),
    Look("ballot-signed-out", f"/vote/{CONTEST}"),
    Look("boards", "/results"),
    Look("board", f"/results/{CONTEST}"),
    Look("vote-receipts", "/receipts"),
    Look("vote-receipt-unknown", "/receipts/2-00001234-017-X", 404),
    Look("outcome", f"/outcome?campaign={CAMPAIGN}"),
    Look("certificates", "/certificates"),
    Look("certificate-unknown", "/certificates/LYG-W-7K3M-9Q2X-5", 404),
    Look("outbox", "/outbox"),
    Look("notices", f"/notices?campaign={CAMPAIGN}"),
    Look("articles", f"/articles?campaign={CAMPAIGN}"),
    Look("media", f"/media?campaign={CAMPAIGN}"),
    Look("bulletins", f"/bulletins?campaign={CAMPAIGN}"),
    Look("bulletin", f"/bulletins/{CAMPAIGN}/brief/1"),
    Look("missing", "/nothing-is-here", 404),
    Look("elder", "/elder"),
    Look("privacy", "/privacy"),
    Look("staff-only", "/office", 401),
)
CITIZEN = (
    Look("submit", f"/submit?campaign={CAMPAIGN}"),
    Look("entry-as-citizen", ENTRY),
    Look("erasure", "/sign-in/erasure"),
    Look("submissions-as-citizen", "/submissions"),
    Look("ballot", f"/vote/{CONTEST}"),
)
STAFF = {
    "organiser": (
        Look("office", f"/office?campaign={CAMPAIGN}"),
        Look("office-passed", f"/office?campaign={CAMPAIGN}&show=passed"),
        Look("office-comments", f"/office/comments?campaign={CAMPAIGN}"),
        Look("office-discussion", f"/office/discussion?campaign={CAMPAIGN}"),
        Look("office-finalists", f"/office/finalists?campaign={CAMPAIGN}"),
        Look("office-contest", f"/office/contest?campaign={CAMPAIGN}"),
        Look("office-registration", f"/office/registration?campaign={CAMPAIGN}"),
        Look("office-units", f"/office/units?campaign={CAMPAIGN}"),
        Look("office-campaign", f"/office/campaign?campaign={CAMPAIGN}"),
        Look("office-late-codes", f"/office/campaign/late-codes?campaign={CAMPAIGN}"),
        Look("office-campaign-new", "/office/campaign/new"),
        Look("office-accounts", f"/office/accounts?campaign={CAMPAIGN}"),
        Look("office-notices", f"/office/notices?campaign={CAMPAIGN}"),
        Look("office-outbox", f"/office/notices/outbox?campaign={CAMPAIGN}&state=sent"),
        Look("office-wording", f"/office/notices/wording?campaign={CAMPAIGN}"),
        Look("office-bulletins", f"/office/bulletins?campaign={CAMPAIGN}"),
        Look("office-bulletin", f"/office/bulletins/{CAMPAIGN}/brief/1/correction"),
        Look("office-objections", f"/office/objections?campaign={CAMPAIGN}"),
        Look("office-prizes", f"/office/prizes?campaign={CAMPAIGN}"),
        Look("office-exports", f"/office/exports?campaign={CAMPAIGN}"),
        Look("office-rules", f"/office/campaign/rules?campaign={CAMPAIGN}"),
        Look("office-entry", "/office/entries/{entry}?campaign={campaign}"),
        Look("office-articles", f"/office/articles?campaign={CAMPAIGN}"),
        Look("office-media", f"/office/media?campaign={CAMPAIGN}"),
        Look("office-figures", f"/office/figures?campaign={CAMPAIGN}"),
        Look("office-organisation", f"/office/organisation?campaign={CAMPAIGN}"),
        Look("office-trail", f"/office/trail?campaign={CAMPAIGN}"),
        Look("office-trail-intake", f"/office/campaign/trail?campaign={CAMPAIGN}"),
        Look("office-words", f"/office/words?campaign={CAMPAIGN}"),
        Look("office-weighing", f"/office/contest/weighing?campaign={CAMPAIGN}"),
        Look("office-certificates", f"/office/notices/certificates?campaign={CAMPAIGN}"),
        Look("decision-organiser", f"/decision?campaign={CAMPAIGN}"),
        Look("ops-organiser", "/ops"),
    ),
    "screener": (Look("screener", f"/office?campaign={CAMPAIGN}"), Look("forbidden", "/office/contest", 403)),
    "unit": (Look("unit", "/unit"), Look("submit-as-unit", f"/submit?campaign={CAMPAIGN}")),
    "judge1": (Look("judge", "/judge"), Look("judge-all", "/judge?all=yes")),
    "leader": (Look("decision", f"/decision?campaign={CAMPAIGN}"),),
    "operator": (Look("ops", "/ops"),),
}


async def tour(visitor: Visitor, looks: tuple[Look, ...], entry: str) -> None:
    """Each page as it is answered in either language, and in either width; pictures are kept of the Chinese ones."""
    for to, language in (("zh", "zh-CN"), ("en", "en")):
        for look in looks:
            await visitor.prefers(to, "standard")
            await visitor.open(look.path.format(campaign=CAMPAIGN, entry=entry), status=look.status)
            for width in (PHONE, DESKTOP):
                await visitor.resize(width)
                await visitor.look_over(look.name, language)
                if to == "zh":
                    await visitor.picture(f"{visitor.who}-{look.name}")
            if to == "zh":
                await visitor.look_with_axe(look.name)
    await tour_of_elders(visitor, looks, entry)


async def tour_of_elders(visitor: Visitor, looks: tuple[Look, ...], entry: str) -> None:
    """Each page in 长辈版 on a phone: letters and targets of its size, and nothing that hinders."""
    await visitor.prefers("zh", "elder")
    await visitor.resize(PHONE)
    for look in looks:
        await visitor.open(look.path.format(campaign=CAMPAIGN, entry=entry), status=look.status)
        await visitor.look_over(f"{look.name}-elder", "zh-CN")
        await visitor.picture(f"{visitor.who}-{look.name}-elder")
        await visitor.look_with_axe(f"{look.name}-elder")


async def an_entry(system: Stack) -> str:
    """An entry under discussion that has comments."""
    async with Client(system.url) as client:
        rows = (await client.get(f"/api/v1/discussion/{CAMPAIGN}/entries"))["entries"]
    return str(max(rows, key=lambda row: row["comments"])["entry_id"])


async def test_every_page_of_every_role(enter: Enter, system: Stack, people: Iterator[Newcomer]) -> None:
    """All at the same time, each in a window of their own."""
    entry = await an_entry(system)
    citizen = await enter("citizen")
    await citizen.open("/sign-in")
    await citizen.sign_in_by_phone(next(people).person.phone)
    await asyncio.gather(
        tour(await enter("nobody"), EVERYBODY, entry),
        tour(citizen, CITIZEN, entry),
        *[tours_as_staff(await enter(name), name, entry) for name in STAFF],
    )


async def tours_as_staff(visitor: Visitor, name: str, entry: str) -> None:
    """Signs in, and sees the pages of this role."""
    await visitor.sign_in_as_staff(*(ORGANISER if name == "organiser" else (name, LOGINS[name])))
    await tour(visitor, STAFF[name], entry)
