"""Which language a reader is answered in: Chinese unless English is asked for."""

import pytest
from plumbing.language import language_of
from starlette.requests import Request


def request(query: str = "", cookie: str = "", accept: str = "") -> Request:
    headers = [(b"cookie", cookie.encode()), (b"accept-language", accept.encode())]
    return Request({"type": "http", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "expected"),
    [
        ("", "", "", "zh"),
        ("", "", "en-GB,en;q=0.9", "en"),
        ("", "", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "", "en;q=0.5,zh;q=0.5", "zh"),
        ("", "", "fr", "zh"),
        ("", "", "en;q=high", "zh"),
        ("", "zj_lang=zh", "en", "zh"),
        ("lang=en", "zj_lang=zh", "zh", "en"),
        ("lang=fr", "zj_lang=en", "zh", "en"),
    ],
)
def test_query_before_cookie_before_header(query: str, cookie: str, accept: str, expected: str) -> None:
    assert language_of(request(query, cookie, accept)) == expected
