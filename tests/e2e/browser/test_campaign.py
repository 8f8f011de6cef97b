"""A whole campaign on screen: opened, collected, screened, discussed, judged, voted on, decided, paid out, certified.

Everybody works in his own browser; only two of the judges and most of the voters come by the API.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from pages.wording import LOCAL_ZONE
from playwright.async_api import FilePayload

from deploy.local.rehearsal import scoring
from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import ORGANISER, Desk
from deploy.local.rehearsal.sheets import Sheet, good_rows
from deploy.local.rehearsal.stage import STAFF_PASSWORD, together
from deploy.local.rehearsal.voters import Ballot, Crowd, owed
from deploy.local.stack import Stack
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
ENTRIES, FINALISTS, NOMINEES, EXCELLENT = 52, 50, 20, 10
VOTERS = 24
JUDGES = ("judge1", "judge2", "judge3")
POSTS = {"screener": "screener", **dict.fromkeys(JUDGES, "judge"), "leader": "leader"}
MINUTE = "%Y-%m-%dT%H:%M"
REFINED = "山海同心 向新图强"


@dataclass(slots=True)
class Campaign:
    """What the steps share."""

    id: str
    enter: Enter
    system: Stack
    office: Visitor

    @property
    def contest(self) -> str:
        return f"{self.id}-vote"

    def at(self, path: str) -> str:
        """The page of this campaign."""
        return f"{path}?campaign={self.id}"

    async def staff(self, post: str, width: int = DESKTOP) -> Visitor:
        """Whoever holds the post, signed in."""
        visitor = await self.enter(post, width)
        await visitor.sign_in_as_staff(f"{self.id}-{post}", STAFF_PASSWORD)
        return visitor


async def test_a_campaign_is_played_on_screen(enter: Enter, system: Stack, people: Iterator[Newcomer]) -> None:
    voter = next(people)
    campaign = Campaign(f"screen-{voter.number}", enter, system, await enter("office"))
    await opens(campaign)
    await collects(campaign)
    await screens(campaign)
    await discusses(campaign)
    await chooses_finalists(campaign)
    await judges(campaign)
    await opens_the_vote(campaign)
    citizen = await votes(campaign, voter)
    await closes_the_vote(campaign)
    winner = await decides(campaign)
    await pays_out(campaign, winner)
    await sees_the_end(campaign, citizen, winner)


async def opens(campaign: Campaign) -> None:
    """The campaign from its pack, and an account for each post."""
    office, now = campaign.office, datetime.now(LOCAL_ZONE)
    await office.sign_in_as_staff(*ORGANISER)
    await office.open("/office/campaign/new")
    await office.fill(campaign_id="Not An Id")
    await office.press("开启活动")
    await office.page.locator("#campaign_id-error").wait_for()
    await office.keep("play-01-wrong-id")
    begins, ends = now - timedelta(hours=1), now + timedelta(days=1)
    await office.fill(campaign_id=campaign.id, opens_at=begins.strftime(MINUTE), closes_at=ends.strftime(MINUTE))
    await office.press("开启活动")
    await office.says("活动已开启，公告已经公开。", campaign.id)
    for post, role in POSTS.items():
        await office.open(campaign.at("/office/accounts"))
        await office.control("role").select_option(role)
        await office.fill(username=f"{campaign.id}-{post}", password=STAFF_PASSWORD)
        await office.press("新建账号")
        await office.says(f"账号 {campaign.id}-{post}")
    await office.keep("play-02-accounts")


async def collects(campaign: Campaign) -> None:
    """A unit's sheet, uploaded by the office."""
    content = Sheet("haizhou", "海州区", rows=good_rows(0, ENTRIES)).content()
    await campaign.office.open(campaign.at("/unit") + "&unit_id=haizhou")
    file: FilePayload = {"name": "海州区.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    await campaign.office.control("file").set_input_files(file)
    await campaign.office.press("上传")
    await campaign.office.says("全部收下，谢谢。", "超出 42 件")


async def screens(campaign: Campaign) -> None:
    """A page at once, and the rest."""
    screener = await campaign.staff("screener")
    await screener.look_until(screener.page.get_by_text(f"待筛选：{ENTRIES}"))
    for passed in (50, ENTRIES - 50):
        await screener.press("全选本页")
        await screener.press("所选通过")
        await screener.says(f"已处理：{passed}")
    await screener.says("都处理完了")
    await screener.keep("play-03-screened")


async def discusses(campaign: Campaign) -> None:
    """All of them are published, and the public reads them."""
    await campaign.office.open(campaign.at("/office/discussion"))
    await campaign.office.press("全选本页")
    await campaign.office.press("公开所选作品")
    await campaign.office.says("讨论进行中", f"已公开 ({ENTRIES})")
    reader = await campaign.enter("reader", PHONE)
    await reader.open(campaign.at("/entries"))
    await reader.says(f"共 {ENTRIES} 件")
    await reader.press("下一页")
    assert await reader.page.locator("main article").count() == ENTRIES - 30


async def chooses_finalists(campaign: Campaign) -> None:
    """One too few is refused, and what was ticked stays."""
    await campaign.office.open(campaign.at("/office/finalists"))
    boxes = campaign.office.page.locator("main input[name=picked]")
    await boxes.evaluate_all(f"boxes => boxes.slice(0, {FINALISTS - 1}).forEach(box => box.click())")
    await campaign.office.press("确定入围名单")
    await campaign.office.says(f"刚才选了 {FINALISTS - 1} 件。")
    await campaign.office.keep("play-04-too-few")
    await boxes.nth(FINALISTS - 1).check()
    await campaign.office.press("确定入围名单")
    await campaign.office.says(f"入围名单已经确定，共 {FINALISTS} 件。")
    await campaign.office.open(campaign.at("/office/contest"))
    await campaign.office.press("发布名单")
    await campaign.office.says("已完成，记录在案。")


async def judges(campaign: Campaign) -> None:
    """The panel is named; one judge scores on his phone, and the marks of the two others come by the API."""
    office = campaign.office
    await office.open(campaign.at("/office/contest"))
    await office.fill(judges="\n".join(f"{campaign.id}-{judge}" for judge in JUDGES))
    await office.press("公布评委名单")
    await office.says("还差 50")
    judge = await campaign.staff(JUDGES[0], PHONE)
    await judge.says("已完成 0 / 50")
    await judge.press("开始评分")
    await judge.says("第 1 件，共 50 件")
    await judge.keep("play-05-judge-entry")
    await judge.open(campaign.at("/judge") + "&all=yes")
    finalists = await scores(judge)
    async with Client(campaign.system.url) as client:
        for number, name in enumerate(JUDGES[1:], 1):
            token = await Desk(client).staff(f"{campaign.id}-{name}", STAFF_PASSWORD)
            ballot = {"scores": scoring.ballot(number, finalists)}
            await client.post(f"/api/v1/review/{campaign.id}/scores", ballot, token)
    await office.page.reload()
    await office.keep("play-06-panel-complete")
    await office.press("产生提名作品")
    await office.says("待发布", f"提名名单 {NOMINEES}")
    await office.keep("play-06-pending")
    await office.press("发布名单")
    await office.says("已完成，记录在案。", "签发人")


async def scores(judge: Visitor) -> list[str]:
    """A mark of 101 is refused where it stands, an abstention asks for its reason. Gives the entries in their order."""
    boxes = await judge.page.locator("main input[name^='political-']").all()
    entries = [str(await box.get_attribute("name")).removeprefix("political-") for box in boxes]
    marks = {entry: scoring.scores(0, place) for place, entry in enumerate(entries)}
    del marks[entries[0]]
    await judge.set_all({f"{name}-{entry}": str(mark) for entry, one in marks.items() for name, mark in one.items()})
    await judge.fill(**{f"form-{entries[-1]}": "101"})
    await judge.page.locator("main section").first.get_by_text("回避", exact=True).click()
    await judge.control(f"abstain-{entries[0]}").check()
    await judge.press("保存评分")
    await judge.says("第 50 件：请填写 0 至 100 的分数", "第 1 件：请说明回避的理由")
    await judge.keep("play-05-judge-wrong")
    await judge.fill(**{f"form-{entries[-1]}": "88", f"reason-{entries[0]}": "与作者有利害关系"})
    await judge.press("保存评分")
    await judge.says("评分已保存。", "已完成 50 / 50")
    return entries


async def opens_the_vote(campaign: Campaign) -> None:
    """A text is refined before; the vote has been open for ten minutes, so that it can be closed in this one."""
    office = campaign.office
    await office.page.get_by_text("完善文字").click()
    await office.fill(text=REFINED)
    await office.press("保存新版本")
    await office.says("已完成，记录在案。")
    begins = datetime.now(LOCAL_ZONE) - timedelta(minutes=10)
    await office.fill(opens_at=begins.strftime(MINUTE))
    await office.keep("play-07-open-the-vote")
    await office.press("开启投票")
    await office.says("投票中")


async def votes(campaign: Campaign, voter: Newcomer) -> Visitor:
    """A citizen on his phone, and a crowd by the API; the board has them all."""
    citizen = await campaign.enter("citizen", PHONE)
    await citizen.open(f"/vote/{campaign.contest}")
    await citizen.press("去登录")
    await citizen.sign_in_by_phone(voter.person.phone)
    await citizen.says(REFINED)
    await citizen.page.locator(".choice", has_text=REFINED).click()
    await citizen.press("选好了，去确认")
    await citizen.says(REFINED, "投出后不能修改")
    await citizen.look_with_axe("ballot-review")
    await citizen.press("确认投票")
    await citizen.says("这一票已计入总数。")
    async with Client(campaign.system.url) as client:
        contest = await client.get(f"/api/v1/contests/{campaign.contest}")
        entries = tuple(row["entry_id"] for row in contest["entries"])
        ballot = Ballot(campaign.id, campaign.contest, entries, contest["choices_max"])
        crowd = Crowd(client, Desk(client), ballot)
        await together(crowd.cast(number) for number in range(VOTERS))
    await citizen.press("看榜单")
    await citizen.counted(VOTERS + 1).wait_for()
    refined = next(row["entry_id"] for row in contest["entries"] if row["phrase"] == REFINED)
    counted = Counter(owed(ballot, range(VOTERS))) + Counter([refined])
    assert await citizen.votes() == {**dict.fromkeys(entries, 0), **counted}
    return citizen


async def closes_the_vote(campaign: Campaign) -> None:
    """Early, in this minute; then the count is certified."""
    office = campaign.office
    await office.open(campaign.at("/office/contest"))
    await office.page.get_by_text("调整投票").click()
    await office.fill(closes_at=datetime.now(LOCAL_ZONE).strftime(MINUTE))
    await office.press("发布调整")
    await office.look_until(office.page.get_by_role("button", name="产生优秀作品"))
    await office.says("结果已认证")
    await office.keep("play-08-composite")
    await office.press("产生优秀作品")
    await office.press("发布名单")
    await office.says("等待领导签署中选决定。")


async def decides(campaign: Campaign) -> str:
    """The leader reads the evidence on a phone and signs for the second of the ten. Gives its text."""
    leader = await campaign.staff("leader", PHONE)
    await leader.says("综合得分", f"{VOTERS + 1}")
    options = leader.page.locator("main .choice")
    assert await options.count() == EXCELLENT
    await options.nth(1).click()
    await leader.fill(statement=" ")
    await leader.press("签署决定")
    await leader.page.locator("#statement-error").wait_for()
    await leader.keep("play-09-decision-wrong")
    await leader.fill(statement="综合专家论证意见和群众投票结果，确定本作品为中选作品。")
    await leader.press("签署决定")
    await leader.says("已签署")
    await leader.keep("play-10-decided")
    return await leader.text_of(".phrase-block .phrase")


async def pays_out(campaign: Campaign, winner: str) -> None:
    """48,000 yuan; twenty certificates, the winner's among them, each with its PDF."""
    office = campaign.office
    await office.page.reload()
    await office.press("发布奖项")
    await office.says("48,000", winner)
    await office.keep("play-11-prizes")
    await office.open(campaign.at("/office/notices"))
    lines = office.page.locator("tr", has=office.page.get_by_role("link", name="PDF"))
    await office.look_until(lines.nth(NOMINEES - 1))
    assert await lines.count() == NOMINEES
    await office.keep("play-12-notices")


async def sees_the_end(campaign: Campaign, citizen: Visitor, winner: str) -> None:
    """The certified result; and the winner's certificate, by its number as somebody types it."""
    await citizen.open(f"/results/{campaign.contest}")
    await citizen.says("结果已核定", "核验依据", f"{VOTERS + 1}")
    await citizen.keep("play-13-result")
    line = campaign.office.page.locator("tr", has_text=winner)
    number = (await line.locator("a.code").inner_text()).strip()
    await citizen.open("/certificates")
    await citizen.fill(no=number.lower().replace("-", " "))
    await citizen.press("查验")
    await citizen.says("证书有效", winner, "中选")
    await citizen.keep("play-14-certificate")
    address = str(await line.get_by_role("link", name="PDF").get_attribute("href"))
    pdf = await campaign.office.page.request.get(campaign.system.url + address)
    assert (await pdf.body())[:5] == b"%PDF-"
