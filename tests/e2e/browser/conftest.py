"""The system's own Chromium, and visitors of the running demo."""

import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from deploy.local.stack import Stack
from tests.e2e.browser.newcomers import Newcomer, newcomers
from tests.e2e.browser.visitor import DESKTOP, HEIGHTS, PATIENCE_SECONDS, PHONE, Visitor

Enter = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser, started once."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "no Chromium here: install the system's package chromium (and fonts-noto-cjk), as .ci/run does"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, env={**os.environ, "LANGUAGE": "zh_CN"})
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def enter(chromium: Browser, system: Stack) -> AsyncIterator[Enter]:
    """Lets visitors in, each with a window and cookies of his own; at the end none may have met a fault."""
    async with contextlib.AsyncExitStack() as windows:
        visitors: list[Visitor] = []

        async def let_in(who: str, width: int = DESKTOP, **settings: Any) -> Visitor:
            context = await windows.enter_async_context(
                await chromium.new_context(
                    viewport={"width": width, "height": HEIGHTS[width]}, locale="zh-CN", timezone_id="Asia/Shanghai",
                    has_touch=width == PHONE, reduced_motion="reduce", **settings,
                )
            )  # fmt: skip
            context.set_default_timeout(PATIENCE_SECONDS * 1000)
            visitors.append(Visitor(await context.new_page(), system.url, who))
            visitors[-1].watch()
            return visitors[-1]

        yield let_in
        faults = [f"{one.who} {fault}" for one in visitors for fault in one.faults]
        assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def people() -> Iterator[Newcomer]:
    """People who have not been here yet."""
    return newcomers()
