"""The count beside a slogan as it is typed: in a real browser, the same as the domain's for every text."""

import asyncio
from collections.abc import AsyncIterator
from functools import cache

import pytest
import pytest_asyncio
from intake.domain.phrase import clean_phrase, han_count
from pages.statics import STATIC_ROOT
from playwright.async_api import Browser, Page

from tests.unit.intake.door import Door

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]
SCRIPT = (STATIC_ROOT / "count.js").read_text("utf-8")
LIMIT = 16
AWKWARD = (
    "", " ", "山海相拥，向海图强", "山 海\u3000相\t拥", "。、《山》——海……！？", "（山）：海；", "ＡＢ１２，ａ！",
    "①㊀㍿㋿½ﬁⅫ", "ﾊﾟ（ﾊﾟ）！\u0338", "e\u0301\u0302 é ẛ̣",
    "\u1112\u1161\u11ab한", "กำ ﷺ", "〇々ㄅ〡", "豈\uf9ff\U0002f81a",
    "港灣龍門，愛國愛港", "𠀀𪚥𫝀𫠠𬺰𰀀\U0002ebf5\U000323b0\U0003fffd\U0003fffe",
    "㐀䶵鿿", "\u202eabc山海\u202c\u2066x\u2069", "山\u200b海\u200d\ufeff\u00ad",
    "👨\u200d👩\u200d👧山🏙️1️⃣🇨🇳", "\ue000山\ufdd0", "²³¼٣५", "山" * 16 + "！！", "港" * 17,
)  # fmt: skip
"""Two of the rare ones are younger than the tables of the oldest Python that counts them here."""


@cache
def form_page() -> str:
    """The first question of the form, as the door gives it."""
    door = Door()
    door.opens()
    return door.browser("citizen").get("/submit?campaign=k-2026").text


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser) -> AsyncIterator[Page]:
    page = await chromium.new_page()
    await page.set_content(await asyncio.to_thread(form_page))
    yield page
    await page.close()


async def differences(page: Page, script: str) -> list[str]:
    """The texts that the script counts otherwise than the domain."""
    await page.add_script_tag(content=script)
    counts = page.evaluate(
        """texts => texts.map(text => {
          const field = document.getElementById("phrase");
          field.value = text;
          field.dispatchEvent(new InputEvent("input"));
          return Number(document.querySelector("[data-count-of]").textContent.match(/[0-9]+/)[0]);
        })""",
        list(AWKWARD),
    )
    return [text for text, shown in zip(AWKWARD, await counts, strict=True) if shown != han_count(clean_phrase(text))]


async def test_the_script_counts_as_the_domain_does(page: Page) -> None:
    assert await differences(page, SCRIPT) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"NFKC"', '"NFC"'), ("match(kinds)", "match(/[^]/gu)"), ("${IDEOGRAPHS}", ""), ("line.dataset.counted", '"Lo"')],
)  # fmt: skip
async def test_another_rule_is_caught(page: Page, right: str, wrong: str) -> None:
    assert right in SCRIPT
    assert await differences(page, SCRIPT.replace(right, wrong)) != []


async def test_what_is_typed_is_counted_in_words_and_never_stopped(page: Page) -> None:
    await page.add_script_tag(content=SCRIPT)
    line, field = page.locator("[data-count-of]"), page.locator("#phrase")
    assert await line.inner_text() == f"已写 0 个字，原则上不超过 {LIMIT} 个"
    await field.press_sequentially("港" * (LIMIT + 3))
    assert await line.inner_text() == f"已写 {LIMIT + 3} 个字，比 {LIMIT} 个多 3 个，仍可以提交"
    await page.locator("[role=status]").filter(has_text=f"已写 {LIMIT + 3} 个字").wait_for(state="attached")
    assert await page.locator("form#entry-form").evaluate("form => form.checkValidity()")


async def test_letters_on_their_way_to_be_characters_are_not_counted(page: Page) -> None:
    await page.add_script_tag(content=SCRIPT)
    wire = await page.context.new_cdp_session(page)
    await page.locator("#phrase").focus()
    await wire.send("Input.imeSetComposition", {"text": "shanhai", "selectionStart": 7, "selectionEnd": 7})
    assert await page.locator("#phrase").input_value() == "shanhai"
    assert "已写 0 个字" in await page.locator("[data-count-of]").inner_text()
    await wire.send("Input.insertText", {"text": "山海"})
    assert "已写 2 个字" in await page.locator("[data-count-of]").inner_text()
