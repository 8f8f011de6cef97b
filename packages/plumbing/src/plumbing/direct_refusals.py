"""Refusing at the least cost: a glance by the server's own parser, and an answer that is ready."""

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from plumbing.direct import Answer, Headers, answer_to
from plumbing.problems import Problem

REFUSALS_KEPT = 1_000
_LANGUAGE = b"accept-language"
_COOKIE = b"cookie"
_CHOICES = (b"zj_lang=en", b"zj_lang=zh")


class Glance:
    """Whether bytes are exactly one POST of HTTP/1.1 on a connection that goes on, and what its refusal needs to know.

    Used by many connections in turn.
    It is the parser that would have taken them, so nobody can make the two disagree on where a request ends.
    """

    def __init__(self) -> None:
        self.url, self.language = b"", Headers()
        self._begun, self._complete, self._plain = 0, 0, False
        self._parser = httptools.HttpRequestParser(self)

    def at(self, data: bytes) -> bool:
        """Looks; `url` and `language` then are this request's. Of a cookie only the language is kept."""
        self.url, self.language = b"", []
        self._begun, self._complete, self._plain = 0, 0, False
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._complete = 0
        if self._begun == self._complete == 1 and self._plain:
            return True
        self._parser = httptools.HttpRequestParser(self)  # the old one may be in the midst of a request
        return False

    def on_message_begin(self) -> None:
        """A request begins."""
        self._begun += 1

    def on_url(self, url: bytes) -> None:
        """Some of the target."""
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        if len(name) == len(_LANGUAGE) and name.lower() == _LANGUAGE:
            self.language.append((_LANGUAGE, value))
        elif len(name) == len(_COOKIE) and name.lower() == _COOKIE:
            self.language += [(_COOKIE, choice) for choice in _CHOICES if choice in value][:1]

    def on_headers_complete(self) -> None:
        """The parser knows this now, and has forgotten it when the request has ended."""
        self._plain = is_plain_post(self._parser)

    def on_message_complete(self) -> None:
        """It has ended."""
        self._complete += 1


def is_plain_post(parser: httptools.HttpRequestParser) -> bool:
    """Whether the request whose head is parsed is a POST of HTTP/1.1 on a connection that goes on as HTTP."""
    return (
        parser.get_method() == b"POST"
        and parser.get_http_version() == "1.1"
        and parser.should_keep_alive()
        and not parser.should_upgrade()
    )


class Refusals:
    """Answers of a full house, ready to be sent: made once a second for each target and language."""

    def __init__(self) -> None:
        self._ready: dict[tuple[object, ...], bytes] = {}
        self._server: Headers = []

    def to(self, glance: Glance, full: Problem, server: Headers) -> bytes:
        """The whole answer to a request. `server`: the headers that every answer has, a new list each second."""
        if server is not self._server or len(self._ready) > REFUSALS_KEPT:
            self._ready, self._server = {}, server
        key = (glance.url, full.code, *glance.language)
        known = self._ready.get(key)
        if known is None:
            answer = answer_to(glance.url.decode("ascii"), glance.language, full)
            known = self._ready[key] = bytes_of(answer, server)
        return known


def bytes_of(answer: Answer, server: Headers) -> bytes:
    """The answer as it is sent."""
    lines = b"".join([b"%b: %b\r\n" % header for header in server])
    return b"".join((STATUS_LINE[answer.status], lines, answer.lines, b"\r\n", answer.body))
