"""live.js by itself, in the real browser: a page of ours, a server and a stream that the test plays, and its clock."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pages
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]
SCRIPT = (Path(pages.__path__[0]) / "static" / "live.js").read_text("utf-8")
PLACE = "http://board.example/"
PAGE = """<section data-stream="/stream" data-event="board" data-poll="/board" data-final="done">
<b data-bind="counted">1</b></section>
<script src="/live.js"></script>"""
STREAMS = """window.streams = [];
window.EventSource = class extends EventTarget {
  constructor() { super(); streams.push(this); }
  close() { this.closed = true; }
};
const { fetch } = window;
window.answers = [];
window.fetch = (...asked) => {
  const answer = fetch(...asked);
  answers.push(answer.then((one) => one.clone().text()));
  return answer;
};"""
LAST_FRAME = "streams.at(-1).dispatchEvent(new MessageEvent('board', { data: '{\"counted\": 8, \"done\": true}' }))"
FRAME = "n => streams.at(-1).dispatchEvent(new MessageEvent('board', { data: JSON.stringify({ counted: n }) }))"
BREAKS = "streams.at(-1).dispatchEvent(new Event('error'))"
HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@dataclass
class Played:
    """The page, and what the server says when it is asked for the board; `asked` has what it was asked with."""

    page: Page
    counted: int = 1
    status: int = 200
    asked: list[str | None] = field(default_factory=list)

    async def answer(self, route: Route) -> None:
        """The page, the script, or the board as it stands: with an ETag, and 304 to whoever has it."""
        path = route.request.url.removeprefix(PLACE)
        if path != "board":
            kind = "text/javascript" if path else "text/html"
            await route.fulfill(body=SCRIPT if path else PAGE, content_type=kind)
            return
        has = route.request.headers.get("if-none-match")
        self.asked.append(has)
        headers = {"ETag": f'"{self.counted}"', "Retry-After": "40"}
        status = 304 if (self.status, has) == (200, headers["ETag"]) else self.status
        await route.fulfill(status=status, headers=headers, json={"counted": self.counted} if status == 200 else None)

    async def passes(self, seconds: int) -> None:
        """So much time, a second at once, with what happens in it."""
        for _ in range(seconds):
            await self.page.clock.run_for(1000)
            await self.page.evaluate("Promise.all(answers)")

    async def seen(self) -> tuple[str | None, str]:
        """The state, and the figure."""
        section = self.page.locator("section")
        return await section.get_attribute("data-state"), await section.inner_text()


@pytest_asyncio.fixture(loop_scope="session")
async def board(chromium: Browser) -> AsyncIterator[Played]:
    """A reader who has just come; his stream has brought nothing."""
    page = await chromium.new_page()
    played = Played(page)
    await page.route("**/*", played.answer)
    await page.add_init_script(STREAMS)
    await page.clock.install()
    await page.goto(PLACE)
    yield played
    await page.close()


async def test_a_frame_a_second_and_no_question(board: Played) -> None:
    for number in range(2, 12):
        await board.page.evaluate(FRAME, number)
        await board.passes(1)
    assert (await board.seen(), board.asked) == (("live", "11"), [])


async def test_a_stream_that_opens_and_is_silent_is_left_for_questions(board: Played) -> None:
    assert await board.seen() == ("waiting", "1")
    board.counted = 7
    await board.passes(12)
    assert await board.seen() == ("polling", "7")


async def test_a_stream_that_breaks_is_replaced_by_questions_that_name_what_is_known(board: Played) -> None:
    await board.page.evaluate(FRAME, 3)
    board.counted = 4
    await board.page.evaluate(BREAKS)
    assert await board.seen() == ("waiting", "3")
    await board.passes(20)
    assert await board.seen() == ("polling", "4")
    assert (board.asked[0], set(board.asked[1:])) == (None, {'"4"'})
    assert 3 <= len(board.asked) <= 7


async def test_the_first_frame_of_a_later_stream_ends_the_questions(board: Played) -> None:
    await board.page.evaluate(BREAKS)
    await board.passes(7)
    assert await board.page.evaluate("streams.map(one => Boolean(one.closed))") == [True, False]
    await board.page.evaluate(FRAME, 9)
    asked = len(board.asked)
    for number in range(10, 20):
        await board.page.evaluate(FRAME, number)
        await board.passes(1)
    assert (await board.seen(), len(board.asked)) == (("live", "19"), asked)


async def test_where_nothing_answers_it_says_so_and_asks_less_often(board: Played) -> None:
    board.status = 503
    await board.page.evaluate(BREAKS)
    await board.passes(30)
    assert (await board.seen(), len(board.asked)) == (("lost", "1"), 1), "Retry-After is 40 s"
    board.status = 200
    await board.passes(25)
    assert (await board.seen())[0] == "polling"


async def test_nobody_looks_and_nothing_is_asked_until_he_does(board: Played) -> None:
    await board.page.evaluate(BREAKS)
    await board.passes(8)
    await board.page.evaluate(HIDDEN, True)
    board.counted, asked = 5, len(board.asked)
    await board.passes(30)
    assert len(board.asked) == asked
    await board.page.evaluate(HIDDEN, False)
    await board.passes(2)
    assert (await board.seen())[1] == "5"


async def test_the_page_of_what_is_final_is_loaded_anew(board: Played) -> None:
    await board.page.evaluate("window.before = true")
    for _ in range(3):
        await board.page.evaluate(LAST_FRAME)
    assert (await board.seen(), await board.page.evaluate("window.before")) == (("live", "8"), True)
    async with board.page.expect_navigation():
        await board.page.clock.run_for(10_000)
    assert not await board.page.evaluate("window.before")
