"""What pages do by script beside what they do without: forms held back while the network is away, and the countdown."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from pages.statics import STATIC_ROOT
from playwright.async_api import Browser, Page, Route

from tests.e2e.browser.visitor import PHONE
from tests.unit.intake.door import NOON, Door

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]
SITE, TYPED = "http://site.test", "山海相拥，向海图强"
AWAY, HELD = "网络已断开。您写的内容还在本页", "网络已断开，没有提交。您写的内容还在本页"


class Site:
    """Pages of the door and static files; `silent` is when nothing answers. Keeps what was sent."""

    def __init__(self, pages: dict[str, str]) -> None:
        self._pages = pages
        self.silent = False
        self.sent: list[dict[str, list[str]]] = []

    async def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if self.silent:
            await route.abort()
        elif path.startswith("/static/"):
            await route.fulfill(path=STATIC_ROOT / path.removeprefix("/static/"))
        elif route.request.method == "POST":
            self.sent.append(parse_qs(route.request.post_data or ""))
            await route.fulfill(body="sent", content_type="text/html")
        else:
            await route.fulfill(body=self._pages.get(path, ""), content_type="text/html; charset=utf-8")


def door_pages(left: timedelta) -> dict[str, str]:
    """The call and the first question, so long before the end."""
    door = Door()
    door.opens(submissions_close_at=NOON + left)
    browser = door.browser("citizen")
    return {path: browser.get(path).text for path in ("/", "/submit")}


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    context = await chromium.new_context(viewport={"width": PHONE, "height": 740})
    yield await context.new_page()
    await context.close()


async def site_of(page: Page, left: timedelta) -> Site:
    site = Site(await asyncio.to_thread(door_pages, left))
    await page.route("**/*", site.answer)
    return site


async def test_nothing_is_sent_into_the_void_and_nothing_written_is_lost(page: Page) -> None:
    site = await site_of(page, timedelta(days=1))
    await page.goto(f"{SITE}/submit")
    banner, send = page.locator("[data-away]"), page.get_by_role("button", name="继续", exact=True)
    assert await banner.inner_text() == ""
    await page.locator("#phrase").fill(TYPED)
    site.silent = True
    await page.context.set_offline(True)
    await banner.filter(has_text=AWAY).wait_for()
    await send.click()
    await banner.filter(has_text=HELD).wait_for()
    assert (site.sent, await page.locator("#phrase").input_value()) == ([], TYPED)
    site.silent = False
    await page.context.set_offline(False)
    await banner.filter(has_text="网络已恢复").wait_for()
    async with page.expect_navigation():
        await send.click()
    assert [one["phrase"] for one in site.sent] == [[TYPED]]


async def test_a_browser_that_guesses_wrong_about_its_network_stops_nobody(page: Page) -> None:
    site = await site_of(page, timedelta(days=1))
    await page.goto(f"{SITE}/submit")
    await page.context.set_offline(True)
    await page.locator("#phrase").fill(TYPED)
    async with page.expect_navigation():
        await page.get_by_role("button", name="先存草稿").click()
    assert [(one["phrase"], one["keep"]) for one in site.sent] == [([TYPED], ["draft"])]


@pytest.mark.parametrize("own_clock", [datetime(2001, 1, 1, tzinfo=UTC), NOON + timedelta(days=900)])
async def test_time_is_counted_down_by_the_server_s_clock(page: Page, own_clock: datetime) -> None:
    await site_of(page, timedelta(days=1, hours=1))
    await page.clock.install(time=own_clock)
    await page.clock.pause_at(own_clock + timedelta(seconds=1))
    await page.goto(SITE)
    line = page.get_by_role("timer")
    seen = [await line.inner_text()]
    for ahead in ("01:00:30", "00:00:01", "23:59:28", "00:00:02"):
        await page.clock.fast_forward(ahead)
        seen.append(await line.inner_text())
    assert seen == [
        "还有 2 天截止", "还有 23 小时 59 分 30 秒截止", "还有 23 小时 59 分 29 秒截止", "还有 0 小时 0 分 1 秒截止",
        "已截止，请刷新本页",
    ]  # fmt: skip
