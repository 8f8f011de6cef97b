"""Somebody at a browser: goes where a person goes, keeps a picture of what he saw, and notes whatever went wrong."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, FloatRect, Locator, Page, Request, Response

from deploy.local.rehearsal.desk import DEMO_CODE
from deploy.local.stack import ROOT
from tests.e2e.browser.axe import grave_findings

SCREENS = ROOT / "artifacts" / "screens"
SOUNDNESS = (Path(__file__).parent / "soundness.js").read_text("utf-8")
PHONE, DESKTOP = 360, 1280
HEIGHTS = {PHONE: 740, DESKTOP: 800}
PATIENCE_SECONDS = 60.0
TALLEST = 4_000
"""Pixels of a long page that a picture holds."""
VOTES = "rows => rows.map(row => [row.dataset.row, row.querySelector('[data-bind=votes]').textContent])"
SET_ALL = """values => {
  for (const [name, value] of Object.entries(values)) document.getElementsByName(name)[0].value = value;
}"""
LEFT_BEHIND = "net::ERR_ABORTED"
"""What a stream ends with when its page is left."""


@dataclass
class Visitor:
    """One browser window with its own cookies. It speaks Chinese. `faults` must be empty at the end of every test."""

    page: Page
    url: str
    who: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Notes errors of scripts and policies, broken parts of a page, and whatever another host is asked for."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", self._on_failure)

    @property
    def width(self) -> int:
        assert self.page.viewport_size is not None
        return self.page.viewport_size["width"]

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return urlsplit(self.page.url).path

    async def open(self, path: str, *, status: int = 200) -> None:
        """Types the address in; the answer has this status."""
        response = await self.page.goto(self.url + path)
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}"

    async def press(self, name: str) -> None:
        """Presses the button or link with this name and waits for the page that follows."""
        await self.follow(await self.named(name))

    async def named(self, name: str) -> Locator:
        """What can be pressed by this name in the page's own part."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name, exact=True)
        return button if await button.count() else main.get_by_role("link", name=name, exact=True)

    async def follow(self, pressed: Locator) -> None:
        """Presses, and waits for the page that follows."""
        async with self.page.expect_navigation():
            await pressed.click()

    async def fill(self, **fields: str) -> None:
        """Types into the controls with these names."""
        for name, value in fields.items():
            await self.control(name).fill(value)

    def control(self, name: str) -> Locator:
        """The control with this name."""
        return self.page.locator(f"main [name='{name}']")

    async def says(self, *texts: str) -> None:
        """The page shows each of these in its own part, now or soon."""
        for text in texts:
            await self.page.locator("main").get_by_text(text).filter(visible=True).first.wait_for()

    async def text_of(self, selector: str) -> str:
        """What the first such element says."""
        return (await self.page.locator(selector).first.inner_text()).strip()

    async def look_until(self, shown: Locator) -> None:
        """Looks at the page again and again until this is there: what other processes do takes its time."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not await shown.count():
            assert time.monotonic() < deadline, f"{self.path} does not show {shown}"
            await self.page.reload()

    async def figure(self, bound: str) -> int:
        """The first figure that is bound to this name."""
        return int((await self.text_of(f"[data-bind={bound}]")).replace(",", ""))

    def counted(self, votes: int) -> Locator:
        """Where it is said that so many votes are counted, no more and no fewer."""
        return self.page.locator("[data-bind=counted]").filter(has_text=re.compile(rf"^\s*{votes:,}\s*$")).first

    async def votes(self) -> dict[str, int]:
        """The board that is open: entry and votes."""
        rows: list[tuple[str, str]] = await self.page.locator(".board-row").evaluate_all(VOTES)
        return {entry: int(votes.replace(",", "")) for entry, votes in rows}

    async def stay(self) -> None:
        """Stops a page that loads itself anew where there is no script, so that it can be read in peace."""
        await self.page.evaluate("window.stop()")

    async def set_all(self, values: dict[str, str]) -> None:
        """Puts these values into the controls with these names, faster than fingers do."""
        await self.page.evaluate(SET_ALL, values)

    async def sign_in_by_phone(self, phone: str) -> None:
        """From the page that asks for a phone, through the code, back to where the visitor came from."""
        await self.fill(phone=phone)
        await self.press("获取验证码")
        await self.fill(code=DEMO_CODE)
        await self.press("登录")

    async def sign_in_as_staff(self, username: str, password: str) -> None:
        """To where the role's work is."""
        await self.open("/sign-in?way=staff")
        await self.fill(username=username, password=password)
        await self.press("登录")
        assert self.path != "/sign-in", await self.text_of("main")

    async def keep(self, name: str) -> None:
        """Looks the page over, and keeps a picture of the whole of it."""
        language = await self.page.evaluate("document.documentElement.lang")
        await self.look_over(name, language)
        await self.picture(name)

    async def look_over(self, name: str, language: str) -> None:
        """Notes what is wrong with the page, which must be in this language."""
        found: list[str] = await self.page.evaluate(SOUNDNESS, language)
        self.faults += [f"{name} at {self.width}, {language}: {fault}" for fault in found]

    async def look_with_axe(self, name: str) -> None:
        """Notes what hinders people who see, hear or move otherwise."""
        self.faults += [f"{name} at {self.width}: {fault}" for fault in await grave_findings(self.page)]

    async def picture(self, name: str) -> None:
        """Keeps what is to be seen under artifacts/."""
        file = SCREENS / str(self.width) / f"{name}.jpg"
        tall: int = await self.page.evaluate("document.documentElement.scrollHeight")
        clip: FloatRect = {"x": 0, "y": 0, "width": self.width, "height": min(tall, TALLEST)}
        await self.page.screenshot(path=file, full_page=True, clip=clip, type="jpeg", quality=85)

    async def prefers(self, language: str, reading: str) -> None:
        """The cookies of both choices; /elder changes the second."""
        choices = {"zj_lang": language, "zj_reading": reading}
        await self.page.context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in choices.items()]
        )

    async def resize(self, width: int) -> None:
        """A window of this width, as the same page would be on another device."""
        await self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.path}: {fault}")

    def _on_console(self, message: ConsoleMessage) -> None:
        """An answer with an error status is told here as well; which ones are meant, the tests say by their status."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._note(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "about:")):
            self._note(f"another host is asked for {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._note(f"{response.url} answered {response.status}")

    def _on_failure(self, request: Request) -> None:
        if request.failure != LEFT_BEHIND:
            self._note(f"{request.url} failed: {request.failure}")
