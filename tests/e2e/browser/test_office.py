"""The office's part: a letter is registered and screened, a comment is read and shown, the vote's terms are changed."""

from collections.abc import Iterator

import pytest

from deploy.local.rehearsal.desk import ORGANISER
from deploy.local.seed import CAMPAIGN, CONTEST, LOGINS
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
OF_THE_DEMO = f"?campaign={CAMPAIGN}"


async def test_a_letter_is_registered_then_screened(enter: Enter, people: Iterator[Newcomer]) -> None:
    newcomer = next(people)
    clerk = await enter("organiser")
    await clerk.sign_in_as_staff(*ORGANISER)
    receipt = await registers(clerk, newcomer)
    screener = await enter("screener", PHONE)
    await screener.sign_in_as_staff("screener", LOGINS["screener"])
    await rejects_and_thinks_better_of_it(screener, newcomer)
    await clerk.open(f"/submissions/{receipt}")
    await clerk.says(newcomer.phrase, "信件")


async def registers(clerk: Visitor, newcomer: Newcomer) -> str:
    """First without a phone, then the same letter twice: it is in once. Gives its receipt number."""
    for _ in range(2):
        await clerk.open(f"/office/registration{OF_THE_DEMO}")
        await clerk.fill(phrase=newcomer.phrase, explanation=newcomer.explanation)
        await clerk.fill(name=newcomer.person.name, phone="12")
        await clerk.press("登记")
        await clerk.page.locator("#phone-error").wait_for()
        await clerk.keep("registration-1-wrong")
        await clerk.fill(phone=newcomer.person.phone)
        await clerk.press("登记")
        await clerk.says(newcomer.phrase, "登记下一件")
    await clerk.says("这件作品已经登记过，没有重复登记")
    await clerk.keep("registration-2-again")
    return await clerk.text_of("main a.code")


async def rejects_and_thinks_better_of_it(screener: Visitor, newcomer: Newcomer) -> None:
    """A rejection needs a reason; a second look passes the entry."""
    ticked = screener.page.locator(".choice", has_text=newcomer.phrase)
    await screener.look_until(ticked)
    await ticked.click()
    await screener.press("所选不通过")
    await screener.says("以下未能处理", "不通过须写明理由")
    await screener.keep("screening-1-no-reason")
    await screener.fill(reason="未突出港城特色")
    await screener.press("所选不通过")
    await screener.says("已处理：1")
    await screener.press("未通过")
    await screener.says("理由：未突出港城特色")
    await ticked.click()
    await screener.keep("screening-2-rejected")
    await screener.press("所选通过")
    await screener.says("已处理：1")
    assert not await ticked.count()


async def test_a_comment_shows_once_it_was_read(enter: Enter, people: Iterator[Newcomer]) -> None:
    citizen = await enter("commenter", PHONE)
    await citizen.open(f"/entries{OF_THE_DEMO}")
    await citizen.follow(citizen.page.locator("main h2 a").last)
    await citizen.press("手机验证后留言")
    await citizen.sign_in_by_phone(next(people).person.phone)
    said = "留言：短，好记。<b>粗体</b>"
    await citizen.fill(text=said)
    await citizen.press("提交留言")
    shown = citizen.page.locator("main li", has_text=said)
    assert not await shown.count()
    screener = await enter("screener")
    await screener.sign_in_as_staff("screener", LOGINS["screener"])
    await screener.press("留言审核")
    await screener.page.locator(".choice", has_text=said).click()
    await screener.keep("comments-1-ticked")
    await screener.press("显示所选")
    assert not await screener.page.locator(".choice", has_text=said).count()
    await citizen.look_until(shown)


async def test_what_may_be_seen_of_the_count_is_changed_and_changed_back(enter: Enter) -> None:
    clerk = await enter("organiser")
    reader = await enter("reader", PHONE)
    await clerk.sign_in_as_staff(*ORGANISER)
    await publishes(clerk, "ranks")
    await reader.open(f"/results/{CONTEST}")
    await reader.look_until(reader.page.get_by_text("投票期间只公布名次"))
    assert not await reader.page.locator("[data-bind=votes]").count()
    await reader.keep("board-ranks-only")
    await publishes(clerk, "hidden")
    await reader.look_until(reader.page.get_by_text("投票期间不公布得票情况"))
    assert not await reader.page.locator(".board-row").count()
    await reader.keep("board-hidden")
    await publishes(clerk, "live")
    await reader.look_until(reader.page.locator("[data-bind=votes]"))


async def publishes(clerk: Visitor, embargo: str) -> None:
    """The terms of the vote, otherwise as they are."""
    await clerk.open(f"/office/contest{OF_THE_DEMO}")
    await clerk.page.get_by_text("调整投票").click()
    await clerk.control("embargo").select_option(embargo)
    await clerk.press("发布调整")
    await clerk.says("已完成，记录在案。")


async def test_the_office_sees_how_the_campaign_stands(enter: Enter) -> None:
    clerk = await enter("organiser", PHONE)
    await clerk.sign_in_as_staff(*ORGANISER)
    await clerk.open(f"/office{OF_THE_DEMO}")
    await clerk.page.locator("main summary").first.click()
    await clerk.says("入围 50", "奖金（元）")
    await clerk.keep("office-funnel")
    await clerk.open(f"/office/units{OF_THE_DEMO}")
    await clerk.says("63 / 64", "海州区", "功能板块")
    await clerk.press("按完成情况")
    await clerk.says("尚未报送")
    await clerk.press("海州区")
    await clerk.says("单位报送：海州区", "全部单位")
    await clerk.open(f"/office/notices{OF_THE_DEMO}")
    for notice in ("作品已收到", "作品获提名", "共有20件作品参加投票"):
        await clerk.look_until(clerk.page.get_by_text(notice))


async def test_the_end_of_submissions_is_moved_and_announced(enter: Enter) -> None:
    clerk = await enter("organiser", DESKTOP)
    await clerk.sign_in_as_staff(*ORGANISER)
    await clerk.open(f"/office/campaign{OF_THE_DEMO}")
    await clerk.fill(closes_at="2030-06-01T00:00")
    await clerk.press("更新截止时间")
    await clerk.says("截止时间已更新，并已发布公告。", "2030年5月31日 24:00")
    await clerk.keep("campaign-moved")
    await clerk.open(f"/{OF_THE_DEMO}")
    await clerk.says("2030年5月31日 24:00")
    await clerk.open(f"/office/notices{OF_THE_DEMO}")
    await clerk.look_until(clerk.page.get_by_text("征集规则有调整"))
