"""What a visitor notes: each check is shown a page that is wrong in its way, and must say so."""

import asyncio

import pytest
from playwright.async_api import Browser

from deploy.local.stack import Stack
from tests.e2e.browser.axe import grave_findings
from tests.e2e.browser.visitor import PATIENCE_SECONDS, PHONE, SOUNDNESS, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
WRONG = {
    "lang is de": '<html lang="de">',
    "no title": "<title> · x</title>",
    "2 h1": "<h1>a</h1><h1>b</h1>",
    "no label: <input name": '<input name="phone">',
    "no label: <meter": "<meter></meter>",
    "nothing to read": '<a href="/"> </a>',
    "no alt": '<img src="data:,">',
    "two with id twin": '<p id="twin"></p><p id="twin"></p>',
    "no hint": '<label>a <input aria-describedby="hint"></label>',
    "leads nowhere": '<a href="#gone">x</a>',
    "px on 360": '<main><p style="width: 30rem">x</p></main>',
    "too small to press": '<button style="height: 20px">x</button>',
    "letters of 14 px": '<html lang="zh-CN" class="elder"><main><p style="font-size: 14px">x</p></main>',
}
SOUND = '<!doctype html><html lang="zh-CN"><title>好</title><main><h1>好</h1><p>English words</p></main>'
MIXED = '<!doctype html><html lang="en"><title>x</title><h1>x</h1><p>征集</p><p lang="zh-CN">征集</p>'


@pytest.mark.parametrize("fault", WRONG)
async def test_a_page_that_is_wrong_is_told(chromium: Browser, fault: str) -> None:
    assert fault in "\n".join(await told_of(chromium, WRONG[fault], "zh-CN"))


async def test_a_sound_page_has_no_faults(chromium: Browser) -> None:
    assert await told_of(chromium, SOUND, "zh-CN") == []


async def test_what_cannot_be_read_is_found_by_axe(chromium: Browser) -> None:
    page = await chromium.new_page()
    await page.set_content(SOUND)
    assert await grave_findings(page) == []
    await page.set_content(SOUND.replace("<p>", '<p style="color: #bbb; background: #fff">'))
    assert [one.split(":")[0] for one in await grave_findings(page)] == ["axe color-contrast (serious)"]
    await page.close()


async def test_chinese_on_an_english_page_is_told_unless_it_is_marked(chromium: Browser) -> None:
    assert await told_of(chromium, MIXED, "en") == ["not marked as Chinese: p 征集, 1 in all"]


async def test_scripts_policies_and_other_hosts_are_watched(chromium: Browser, system: Stack) -> None:
    visitor = Visitor(await chromium.new_page(), system.url, "nobody")
    visitor.watch()
    await visitor.open("/")
    assert visitor.faults == []
    for planted in (
        "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "document.body.append(Object.assign(new Image(), {src: 'http://elsewhere.invalid/x.png'}))",
        "fetch('/api/v1/campaigns/none')",
        "setTimeout(() => nothing.is.here)",
    ):
        await visitor.page.evaluate(f"() => {{ {planted}; }}")
    owed = {"Content Security Policy", "elsewhere.invalid", "answered 404", "script: nothing is not defined"}
    async with asyncio.timeout(PATIENCE_SECONDS):
        while missing := {words for words in owed if words not in "\n".join(visitor.faults)}:
            await visitor.page.wait_for_timeout(50)
    assert not missing
    await visitor.page.close()


async def told_of(chromium: Browser, html: str, language: str) -> list[str]:
    """What the check says of this page on a phone."""
    page = await chromium.new_page(viewport={"width": PHONE, "height": 700})
    await page.set_content(html)
    told: list[str] = await page.evaluate(SOUNDNESS, language)
    await page.close()
    return told
