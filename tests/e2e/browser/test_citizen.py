"""A citizen's part: reads the call, submits, follows it up, comments, votes, looks his vote up, reads the board."""

from collections.abc import Iterator

import pytest
from plumbing.tokens import SESSION_COOKIE

from deploy.local.seed import CAMPAIGN, CONTEST
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
CHOSEN, TOO_MANY = 2, 4


async def test_a_citizen_takes_part(enter: Enter, people: Iterator[Newcomer]) -> None:
    await takes_part(await enter("citizen", DESKTOP), next(people))


async def test_a_citizen_takes_part_on_a_phone_without_javascript(enter: Enter, people: Iterator[Newcomer]) -> None:
    await takes_part(await enter("without-js", PHONE, java_script_enabled=False), next(people))


async def takes_part(visitor: Visitor, newcomer: Newcomer) -> None:
    """The whole way, as a new user would go it: by what the pages offer."""
    await visitor.open(f"/?campaign={CAMPAIGN}")
    await visitor.press("提交作品")
    await visitor.press("手机号登录")
    await visitor.keep(f"{visitor.who}-1-sign-in")
    await visitor.sign_in_by_phone(newcomer.person.phone)
    receipt = await submits(visitor, newcomer)
    await follows_up(visitor, newcomer, receipt)
    await comments(visitor)
    await votes(visitor)


async def submits(visitor: Visitor, newcomer: Newcomer) -> str:
    """A question a page. Forgets the name first, turns back once and amends the explanation; what is written stays.
    Gives the receipt number.
    """
    await visitor.says("第 1 步，共 4 步")
    await visitor.fill(phrase=newcomer.phrase)
    async with visitor.page.expect_navigation():
        await visitor.control("phrase").press("Enter")
    await visitor.fill(explanation="示例阐释")
    await visitor.press("继续")
    await visitor.fill(name=" ")
    await visitor.press("继续")
    await visitor.says("有内容需要修改")
    await visitor.keep(f"{visitor.who}-2-submit-wrong")
    await visitor.fill(name=newcomer.person.name, workplace=newcomer.person.workplace)
    await turns_back_and_forth(visitor, newcomer)
    await visitor.press("继续")
    await visitor.says("第 4 步，共 4 步", newcomer.phrase, newcomer.person.name)
    await visitor.press("修改阐释说明")
    await visitor.fill(explanation=newcomer.explanation)
    await visitor.press("改好了，回去核对")
    await visitor.says(newcomer.phrase, newcomer.explanation, newcomer.person.workplace)
    await visitor.keep(f"{visitor.who}-2-submit-check")
    if visitor.width == DESKTOP:  # axe is a script
        await visitor.look_with_axe("submit-check")
    await visitor.press("提交作品")
    await visitor.says("作品已收到，谢谢您的参与", newcomer.phrase, "16 个字")
    await visitor.keep(f"{visitor.who}-3-receipt")
    return await visitor.text_of(".figure-value")


async def turns_back_and_forth(visitor: Visitor, newcomer: Newcomer) -> None:
    """By the page's own button, by the browser's, and into another language and size of letters."""
    await visitor.press("上一步")
    assert await visitor.control("explanation").input_value() == "示例阐释"
    await visitor.press("继续")
    assert await visitor.control("name").input_value() == newcomer.person.name
    await visitor.page.go_back()
    await visitor.says("第 2 步，共 4 步")
    await visitor.page.go_forward()
    await visitor.says("第 3 步，共 4 步")
    for switch in ("English", "Large type", "Standard size", "中文"):
        await visitor.follow(visitor.page.get_by_role("button", name=switch, exact=True))
    assert await visitor.control("workplace").input_value() == newcomer.person.workplace


async def follows_up(visitor: Visitor, newcomer: Newcomer, receipt: str) -> None:
    """By the number as somebody types it: small letters, no dashes. A number with a slip is told apart."""
    await visitor.open("/submissions")
    await visitor.fill(no=f"{receipt[:-1]}!")
    await visitor.press("查询")
    await visitor.says("编号有误")
    await visitor.keep(f"{visitor.who}-4-follow-up-wrong")
    await visitor.fill(no=receipt.lower().replace("-", " "))
    await visitor.press("查询")
    await visitor.says(newcomer.phrase, receipt, "网络投稿")


async def comments(visitor: Visitor) -> None:
    """The comment is held; nobody sees it yet."""
    await visitor.open(f"/entries?campaign={CAMPAIGN}")
    await visitor.follow(visitor.page.locator("main h2 a").first)
    said = f"{visitor.who} {visitor.width}：读来朗朗上口。"
    await visitor.fill(text=said)
    await visitor.press("提交留言")
    await visitor.says("留言已收到，审核后显示。")
    assert not await visitor.page.get_by_text(said).count()
    await visitor.keep(f"{visitor.who}-5-commented")


async def votes(visitor: Visitor) -> None:
    """Ticks too many at first; the choices are kept. Looks twice before it is cast. The receipt says counted, the board
    has one more for each."""
    await visitor.open(f"/results/{CONTEST}")
    await visitor.stay()
    before, counted = await visitor.votes(), await visitor.figure("counted")
    await visitor.press("去投票")
    await visitor.page.locator("main summary").first.press("Enter")
    assert await visitor.page.locator("main .explanation").first.is_visible()
    boxes, ticked = visitor.page.locator("main input[name=entries]"), visitor.page.locator("main input:checked")
    assert not await ticked.count(), "who reads a meaning ticks nothing"
    for place in range(TOO_MANY):
        await boxes.nth(place).check()
    assert await visitor.page.get_by_text("请取消多选的").is_visible() == (visitor.width == DESKTOP), "by script alone"
    await visitor.press("选好了，去确认")
    await visitor.says(f"请选 1 至 3 件作品，您选了 {TOO_MANY} 件。")
    await visitor.keep(f"{visitor.who}-6-too-many")
    for place in range(CHOSEN, TOO_MANY):
        await boxes.nth(place).uncheck()
    chosen = [await boxes.nth(place).input_value() for place in range(CHOSEN)]
    await visitor.press("选好了，去确认")
    await visitor.says(f"您选了 {CHOSEN} 件作品", "投出后不能修改")
    await visitor.keep(f"{visitor.who}-7-confirm")
    await visitor.press("返回修改")
    assert sorted([await one.input_value() for one in await ticked.all()]) == sorted(chosen)
    await visitor.press("选好了，去确认")
    await comes_back_signed_in(visitor)
    await visitor.press("选好了，去确认")
    await visitor.press("确认投票")
    await visitor.says("这一票已计入总数。")
    await visitor.keep(f"{visitor.who}-7-vote-receipt")
    await looks_up(visitor, await visitor.text_of(".figure-value"))
    await visitor.open(f"/results/{CONTEST}")
    await visitor.look_until(visitor.counted(counted + 1))
    await visitor.stay()
    assert await visitor.votes() == {one: votes + (one in chosen) for one, votes in before.items()}
    await visitor.keep(f"{visitor.who}-9-board")


async def comes_back_signed_in(visitor: Visitor) -> None:
    """The session ends before the vote is confirmed; with one again, the same boxes are ticked, and nothing is held."""
    jar = visitor.page.context
    [session] = [one for one in await jar.cookies() if one["name"] == SESSION_COOKIE]
    await jar.clear_cookies(name=SESSION_COOKIE)
    await visitor.press("确认投票")
    await visitor.says("登录已过期，票还没有投出", "您选的")
    await visitor.keep(f"{visitor.who}-7-session-expired")
    await jar.add_cookies([{"name": SESSION_COOKIE, "value": session["value"], "url": visitor.url}])
    await visitor.open(f"/vote/{CONTEST}")
    await visitor.says("您的选择还在")
    assert await visitor.page.locator("main input[name=entries]:checked").count() == CHOSEN
    assert "zj_chosen" not in {one["name"] for one in await jar.cookies(f"{visitor.url}/vote/{CONTEST}")}


async def looks_up(visitor: Visitor, number: str) -> None:
    """By the number on the receipt; who votes again is told so and led to the same receipt."""
    await visitor.open("/receipts")
    await visitor.fill(no=number)
    await visitor.press("查询")
    await visitor.says("这一票已计入总数。", number)
    await visitor.open(f"/vote/{CONTEST}")
    await visitor.says("您已经投过票了")
    await visitor.keep(f"{visitor.who}-8-voted-already")
    await visitor.press("查我的票")
    await visitor.says(number)
