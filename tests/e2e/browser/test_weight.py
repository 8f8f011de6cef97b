"""A citizen's page is light: under 60 kB over the wire, under 6 requests, no script before the paint."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.async_api import Browser

from deploy.local.rehearsal.client import Client
from deploy.local.seed import CAMPAIGN, CONTEST
from deploy.local.stack import Stack
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.newcomers import Newcomer
from tests.e2e.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
MOST_BYTES, MOST_REQUESTS, MOST_SHEETS = 60_000, 5, 2
PAGES = (
    f"/?campaign={CAMPAIGN}", f"/submit?campaign={CAMPAIGN}", f"/entries?campaign={CAMPAIGN}",
    "/entries/{campaign}/{entry}",
    f"/vote/{CONTEST}", f"/results/{CONTEST}", "/receipts", f"/outcome?campaign={CAMPAIGN}", "/certificates",
)  # fmt: skip
BLOCKING = "document.querySelectorAll('script:not([defer]):not([async]):not([type=module])').length"
SHEETS = "document.querySelectorAll('link[rel=stylesheet]').length"


async def weighed(visitor: Visitor, path: str) -> tuple[int, int]:
    """Bytes and requests of a page in a browser that has nothing yet; an event stream is a request too.

    An address counts once, since what it brings may be kept.
    """
    wire = await visitor.page.context.new_cdp_session(visitor.page)
    sent: set[str] = set()
    came: list[float] = []

    def on_request(event: dict[str, Any]) -> None:
        sent.add(event["request"]["url"])

    def on_loaded(event: dict[str, Any]) -> None:
        came.append(event["encodedDataLength"])

    wire.on("Network.requestWillBeSent", on_request)
    wire.on("Network.loadingFinished", on_loaded)
    await wire.send("Network.enable")
    await wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    await visitor.open(path)
    await wire.detach()
    return round(sum(came)), len({url for url in sent if not url.startswith("data:")})


def faults_of(weight: tuple[int, int], blocking: int, sheets: int) -> list[str]:
    """What is too much."""
    found = {"bytes": weight[0] >= MOST_BYTES, "requests": weight[1] > MOST_REQUESTS, "script": blocking > 0,
             "sheets": sheets > MOST_SHEETS}  # fmt: skip
    return [name for name, wrong in found.items() if wrong]


async def test_every_page_of_a_citizen_is_light(
    enter: Enter, system: Stack, people: Iterator[Newcomer], record_property: Callable[[str, object], None]
) -> None:
    async with Client(system.url) as client:
        entry = (await client.get(f"/api/v1/discussion/{CAMPAIGN}/entries"))["entries"][0]["entry_id"]
    citizen = await enter("citizen", PHONE)
    await citizen.open("/sign-in")
    await citizen.sign_in_by_phone(next(people).person.phone)
    heavy = []
    for path in PAGES:
        weight = await weighed(citizen, path.format(campaign=CAMPAIGN, entry=entry))
        blocking, sheets = [int(await citizen.page.evaluate(one)) for one in (BLOCKING, SHEETS)]
        record_property(path, f"{weight[0]} B, {weight[1]} requests")
        if faults := faults_of(weight, blocking, sheets):
            heavy.append((path, faults, weight, sheets))
    assert heavy == []


async def test_a_heavy_page_is_told(chromium: Browser) -> None:
    page = await chromium.new_page()
    await page.set_content("<script>1</script><link rel=stylesheet href='data:,'>" * 3)
    blocking, sheets = [int(await page.evaluate(one)) for one in (BLOCKING, SHEETS)]
    await page.close()
    assert faults_of((MOST_BYTES, MOST_REQUESTS + 1), blocking, sheets) == ["bytes", "requests", "script", "sheets"]
