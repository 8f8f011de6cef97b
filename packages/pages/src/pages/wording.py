"""Two languages and how instants and numbers are said in each.

The language of the page being rendered is a context variable, so `t` and the filters also work inside imported macros,
which see no variable of the page.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

Language = Literal["zh", "en"]
LOCAL_ZONE = ZoneInfo("Asia/Shanghai")
# Not strftime, which would follow the locale of the machine.
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_HAN_RUN = re.compile(r"([“‘]*[\u2e80-\u9fff\uf900-\uffef][\u2e80-\u9fff\uf900-\uffef“”‘’0-9]*)")
_CHINESE = Markup('<span lang="zh-CN">{}</span>')
_language: ContextVar[Language] = ContextVar("language", default="zh")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Everything rendered inside the block is in this language."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def t(zh: str, en: str) -> str:
    """The wording in the reader's language."""
    return en if _language.get() == "en" else zh


def when(at: datetime | str | None, shape: str = "minute") -> str:
    """An instant as people in China read it: `minute` (default), `date` or `time` (with seconds). Nothing for None."""
    if at is None or at == "":
        return ""
    local = _instant(at).astimezone(LOCAL_ZONE)
    date = t(f"{local.year}年{local.month}月{local.day}日", f"{local.day} {_MONTHS[local.month - 1]} {local.year}")
    if shape == "date":
        return date
    if shape == "time":
        return local.strftime("%H:%M:%S")
    return f"{date}{t(' ', ', ')}{local.strftime('%H:%M')}"


def _instant(at: datetime | str) -> datetime:
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    if moment.tzinfo is None:
        raise ValueError(f"an instant without a zone cannot be shown: {moment}")
    return moment


def number(value: float | Decimal | str | None, places: int = 0) -> str:
    """Digits in groups of three; a dash when there is no number. Decimals keep their exact digits."""
    if value is None:
        return "—"
    return f"{Decimal(str(value)):,.{places}f}"


def percent(share: float | Decimal | str | None, places: int = 1) -> str:
    """A share of one as a percentage."""
    if share is None:
        return "—"
    return f"{Decimal(str(share)) * 100:.{places}f}%"


def lines(text: str) -> Markup:
    """Somebody's text with its line breaks kept, and everything in it escaped."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def marked(text: str) -> Markup:
    """A text with Chinese names in it, escaped; on an English page the names are marked for what reads it aloud."""
    if _language.get() != "en":
        return escape(text)
    pieces = enumerate(_HAN_RUN.split(text))
    return Markup("").join(_CHINESE.format(piece) if place % 2 else piece for place, piece in pieces)


def attributes(pairs: dict[str, object]) -> Markup:
    """HTML attributes: True is bare, None and False are left out, `_` becomes `-`."""
    written = Markup("")
    for name, value in pairs.items():
        if value is None or value is False:
            continue
        key = escape(name.replace("_", "-"))
        written += Markup(" ") + key if value is True else Markup(' {}="{}"').format(key, value)
    return written
