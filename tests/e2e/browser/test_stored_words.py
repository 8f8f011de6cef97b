"""Words that try to become markup: every page that shows them shows them as they were written, and nothing runs."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

import pytest
from playwright.async_api import Browser

from deploy.local.rehearsal.client import Client
from deploy.local.rehearsal.desk import ORGANISER, Desk
from deploy.local.rehearsal.people import phone
from deploy.local.rehearsal.stage import STAFF_PASSWORD
from deploy.local.stack import Stack
from tests.e2e.browser.conftest import Enter
from tests.e2e.browser.planted import AUTHORS, FILE, UNIT, Planted, planted
from tests.e2e.browser.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.asyncio(loop_scope="session")]
SHOWN = """() => [document.body.innerText, ...[...document.querySelectorAll("input, textarea, option")]
  .map(one => one.tagName === "OPTION" ? one.text : one.value)].join(" ")"""
GROWN = "() => [...document.querySelectorAll('[data-p]')].map(one => one.outerHTML)"
RUN = "() => Boolean(window.p_ran)"
TRAP = "window.p = () => { window.p_ran = true; }"
Wanted = dict[str, set[str]]
"""By address: what is to be read there."""


def public(it: Planted) -> Wanted:
    """What everybody can open."""
    at, campaign = it.entries, f"?campaign={it.campaign}"
    return {
        f"/{campaign}": {"title", "issuer", "aim", "criterion", "criterion-text", "amendment"},
        f"/entries{campaign}": {"title", "slogan", "explanation"},
        f"/entries?campaign={it.campaign}&q=%3Cimg%20src%3Dx%20onerror%3D": {"slogan"},
        f"/entries/{it.campaign}/{at[0]}": {"slogan", "explanation", "comment", "reply"},
        f"/articles{campaign}": {"headline"},
        f"/articles/{it.campaign}/{it.article}": {"headline", "article"},
        f"/vote/{it.contest}": {"contest", "refined", "refined-meaning", "slogan"},
        f"/results/{it.contest}": {"contest", "refined", "slogan"},
        f"/submissions/{it.receipts[0]}": {"slogan"},
        f"/media{campaign}&via={it.outlet}": {"title", "outlet"},
        f"/submit{campaign}": {"title"},
        "/vote": {"contest"}, "/results": {"contest"},
    }  # fmt: skip


def judging(it: Planted) -> Wanted:
    """A judge's pages."""
    entry = f"/judge?campaign={it.campaign}&entry={it.entries[0]}"
    return {"/judge": {"slogan"}, "/judge?all=yes": {"slogan", "explanation"}, entry: {"slogan", "explanation"}}


def of_the_author(it: Planted) -> Wanted:
    """What whoever sent the first entry opens."""
    return {
        f"/vote/{it.contest}": {"refined", "refined-meaning", "slogan"},
        f"/submissions/{it.receipts[0]}": {"slogan", "file"},
        "/submissions": {"slogan"},
    }


def office(it: Planted) -> Wanted:
    """What only the organiser opens, at the end."""
    at, campaign = it.entries, f"?campaign={it.campaign}"
    return {
        f"/office{campaign}&show=passed": {"unit"},
        f"/office{campaign}&show=rejected": {"slogan", "rejection"},
        f"/office/entries/{at[0]}{campaign}": {"slogan", "explanation"},
        f"/office/comments{campaign}": {"comment"},
        f"/office/comments/{it.comment}{campaign}": {"comment", "reply"},
        f"/office/discussion{campaign}": {"slogan"},
        f"/office/articles{campaign}": {"headline"},
        f"/office/articles/{it.article}{campaign}": {"headline", "article", "remark"},
        f"/office/finalists{campaign}": {"slogan"},
        f"/office/contest{campaign}": {"refined", "contest"},
        f"/office/contest/weighing{campaign}": {"title"},
        f"/office/objections{campaign}": {"objection", "answer"},
        f"/office/prizes{campaign}": {"refined"},
        f"/office/organisation{campaign}": {"unit"},
        f"/office/media{campaign}": {"outlet", "unit"},
        f"/office/figures{campaign}": {"unit"},
        f"/office/exports{campaign}": {"title"},
        f"/office/words{campaign}": {"title"},
        f"/office/trail{campaign}": {"slogan", "answer"},
        f"/office/campaign/trail{campaign}": {"unit", "amendment"},
        f"/office/units{campaign}": {"unit"},
        f"/office/campaign{campaign}": {"title"},
        f"/office/campaign/rules{campaign}": {"criterion", "reason"},
        f"/office/campaign/late-codes{campaign}": {"unit"},
        f"/office/accounts{campaign}": {"unit"},
        f"/office/registration{campaign}": {"unit"},
        f"/office/notices{campaign}": {"refined"},
        f"/office/notices/outbox{campaign}": {"title"},
        f"/office/notices/wording{campaign}": {"title"},
        f"/unit{campaign}&unit_id={UNIT}": {"unit", "slogan"},
    }  # fmt: skip


def afterwards(it: Planted) -> Wanted:
    """What everybody reads of the end."""
    campaign = f"?campaign={it.campaign}"
    return {
        f"/outcome{campaign}": {"refined", "answer"},
        f"/notices{campaign}": {"title"},
        f"/results/{it.contest}": {"contest", "refined", "closing"},
    }


async def raw(client: Client, it: Planted) -> list[str]:
    """What is no page: pictures and feeds must be well-formed, and nothing grows in them either."""
    addresses = [
        f"/media/result/picture.svg?campaign={it.campaign}",
        *(f"/notices/feed.{one}?campaign={it.campaign}" for one in ("atom", "rss")),
    ]
    found = []
    for address in addresses:
        text = (await client.ask("GET", address)).text
        grown = [one for one in ElementTree.fromstring(text).iter() if one.tag.endswith("img")]  # noqa: S314 - our own answer
        if grown or "onerror" not in text:
            found.append(f"{address}: {len(grown)} grown of {len(text)} characters")
    return found


async def look(visitor: Visitor, wanted: Wanted) -> list[str]:
    """Opens each address. Gives what is missing there, what grew, and what ran."""
    found = []
    for address, words in wanted.items():
        await visitor.open(address)
        await visitor.page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        await visitor.look_with_axe(address)
        missing = unread(await visitor.page.evaluate(SHOWN), words)
        grown, run = await visitor.page.evaluate(GROWN), await visitor.page.evaluate(RUN)
        if missing or grown or run:
            found.append(f"{address}: missing {missing}, grown {grown}, run {run}")
    return found


def unread(shown: str, words: Iterable[str]) -> list[str]:
    """Which of the planted texts cannot be read as they were written. Where lines break does not matter."""
    text = re.sub(r"\s", "", shown)
    written = {word: FILE if word == "file" else planted(word) for word in words}
    return sorted(word for word, said in written.items() if re.sub(r"\s", "", said) not in text)


async def enters(enter: Enter, it: Planted, post: str = "") -> Visitor:
    """With the trap set and in 长辈版; signed in where a post is named."""
    visitor = await enter(f"planted-{post or 'reader'}")
    await visitor.prefers("zh", "elder")
    await visitor.page.add_init_script(TRAP)
    if post:
        await visitor.sign_in_as_staff(*(ORGANISER if post == "office" else (it.username(post), STAFF_PASSWORD)))
    return visitor


async def test_no_text_of_anybody_becomes_part_of_a_page(enter: Enter, system: Stack) -> None:
    async with Client(system.url) as client:
        it = Planted(client, Desk(client), "planted")
        await it.play()
        reader, clerk = await enters(enter, it), await enters(enter, it, "office")
        found = await look(reader, public(it))
        found += await look(await enters(enter, it, "judge1"), judging(it))
        author = await enters(enter, it)
        await author.open("/sign-in")
        await author.sign_in_by_phone(phone(AUTHORS))
        found += await look(author, of_the_author(it))
        await it.end()
        found += await look(await enters(enter, it, "leader"), {"/decision": {"refined", "refined-meaning", "slogan"}})
        found += await look(reader, afterwards(it))
        found += await look(clerk, office(it)) + await raw(client, it)
    assert found == []


async def test_the_look_itself_finds_what_grew_and_what_ran(chromium: Browser) -> None:
    page = await chromium.new_page()
    await page.evaluate(f"() => {{ {TRAP} }}")
    await page.evaluate("words => { document.body.innerHTML = words; }", planted("slogan"))
    await page.wait_for_function(RUN)
    assert await page.evaluate(GROWN)
    assert unread(await page.evaluate(SHOWN), {"slogan"}) == ["slogan"]
    await page.close()
