"""Pictures drawn by Typst from the templates of this package, beside the event loop.

Words go in through sys_inputs only, so nothing that somebody wrote is ever read as markup. The same words give the same
bytes, on any machine and day. A character that no font has is drawn as an empty box.
"""

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import typst
from fastapi import Request
from plumbing.problems import Problem

from pages.typesetting import packaged_fonts, qr_svg

_ROOT = Path(__file__).parent
_TEMPLATES = _ROOT / "templates"
Words = Mapping[str, str]


class Pictures:
    """Draws one picture at a time, and rests: what else the process does has nine tenths of a processor at least.

    A picture takes about 20 ms of a thread that lets the others run; the first one 50 ms more, and 50 MB for the fonts.
    The last `kept` are kept, and whoever asks for one that is being drawn waits for that one.
    """

    def __init__(self, *, queue: int = 6, kept: int = 32, rest: float = 9.0) -> None:
        self._queue, self._most, self._rest = queue, kept, rest
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[bytes]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._turn = asyncio.Lock()
        self._rested_at = 0.0

    async def drawn(self, template: str, words: Words) -> bytes:
        """The picture as PNG. Problem 503 `busy` while as many wait as the queue holds."""
        key = revision_of(template, words)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._drawing:
            if len(self._drawing) >= self._queue:
                raise busy()
            self._drawing[key] = asyncio.create_task(self._draw(key, template, words))
        # Whoever goes away takes nothing from the others who wait for the same picture.
        return await asyncio.shield(self._drawing[key])

    async def _draw(self, key: str, template: str, words: Words) -> bytes:
        try:
            async with self._turn:
                await asyncio.sleep(self._rested_at - time.monotonic())
                loop = asyncio.get_running_loop()
                picture, spent = await loop.run_in_executor(self._thread, _timed, template, words)
                self._rested_at = time.monotonic() + self._rest * spent
        finally:
            del self._drawing[key]
        self._kept[key] = picture
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return picture


def _timed(template: str, words: Words) -> tuple[bytes, float]:
    """The picture, and the seconds of a processor that it took: on a machine that is busy, waiting is no work."""
    began = time.thread_time()
    picture = png_of(template, words)
    return picture, time.thread_time() - began


def pictures_of(request: Request) -> Pictures:
    """What draws in this process."""
    pictures: Pictures = request.app.state.pictures
    return pictures


def png_of(template: str, words: Words) -> bytes:
    """The picture, drawn at once: two pixels for each point of the template. Not to be called on the event loop.

    Words with a `link` get its QR code as `qr`: made here, for it takes some milliseconds of plain Python too.
    """
    inputs = dict(words) | ({"qr": qr_svg(words["link"])} if "link" in words else {})
    drawn: bytes = typst.compile(
        str(_TEMPLATES / template),
        root=str(_ROOT),
        font_paths=packaged_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=144.0,
        sys_inputs=inputs,
    )
    return drawn


def revision_of(template: str, words: Words) -> str:
    """Sixteen hex digits that change with whatever the picture shows."""
    said = json.dumps([_look_of(template), sorted(words.items())])
    return blake2b(said.encode(), digest_size=8).hexdigest()


@cache
def _look_of(template: str) -> str:
    sources = [(_TEMPLATES / name).read_bytes() for name in (template, "picture.typ")]
    return blake2b(b"".join([*sources, version("typst").encode()]), digest_size=8).hexdigest()


def busy() -> Problem:
    """Too many pictures are asked for at once."""
    return Problem(
        "busy", 503, "图片正在排队生成，请过几秒再试。", "Many pictures are being drawn; try again in a few seconds.",
        headers={"Retry-After": "3"},
    )  # fmt: skip
