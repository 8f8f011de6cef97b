"""What the demo prints: what, where, and how to sign in."""

import unicodedata
from collections.abc import Iterator, Sequence

from deploy.local.rehearsal.desk import DEMO_CODE, ORGANISER
from deploy.local.rehearsal.people import phone
from deploy.local.seed import CAMPAIGN, CONTEST, JUDGES, LOGINS

CITIZEN = phone(1)
_BY_CODE = f"{CITIZEN}, code {DEMO_CODE}"


def rows(url: str) -> list[tuple[str, str, str]]:
    """One line a thing to look at: what, URL, login."""

    def login(name: str) -> str:
        return f"{name} / {LOGINS[name]}"

    return [
        ("征集公告 the call", f"{url}/", "-"),
        ("提交作品 send in an entry", f"{url}/submit", _BY_CODE),
        ("社会讨论 entries, comments", f"{url}/entries?campaign={CAMPAIGN}", _BY_CODE),
        ("网络投票 vote", f"{url}/vote/{CONTEST}", _BY_CODE),
        ("实时榜单 live board", f"{url}/results/{CONTEST}", "-"),
        ("工作台 office", f"{url}/office", " / ".join(ORGANISER)),
        ("筛选 screening", f"{url}/office", login("screener")),
        ("单位报送 a reporting unit", f"{url}/unit", login("unit")),
        ("专家评分 scoring", f"{url}/judge", f"{', '.join(JUDGES)} / {LOGINS[JUDGES[0]]}"),
        ("定稿决定 decision", f"{url}/decision", login("leader")),
        ("运行监控 operations", f"{url}/ops", login("operator")),
        ("简报通报 bulletins", f"{url}/bulletins", "-"),
        ("证书查验 certificates", f"{url}/certificates", "-"),
        ("演示短信 messages “sent”", f"{url}/outbox", "-"),
    ]


def table(url: str) -> str:
    """The rows in columns, Han characters as wide as a terminal shows them."""
    lines = [("what 内容", "URL", "login 登录"), *rows(url)]
    return "\n".join(_aligned(lines))


def _aligned(lines: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (text + " " * (wide - _width(text)) for text, wide in zip(line, widths, strict=True))
        yield "  " + "   ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
