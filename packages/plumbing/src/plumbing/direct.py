"""A route answered on its connection, beneath ASGI: what a whole city asks for in one minute.

Measured with a null answer at 64 connections: 44 microseconds a request through uvicorn's ASGI cycle and its task, 12
when the parser's callback answers.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import Histogram
from starlette.requests import HTTPConnection
from starlette.responses import Response

from plumbing.metrics import HTTP_DURATION, HTTP_IN_FLIGHT
from plumbing.middleware import SECURITY_HEADERS
from plumbing.problems import Problem, problem_response, show_internal_error

Headers = list[tuple[bytes, bytes]]
_SECURITY = b"".join(f"{name}: {value}\r\n".encode() for name, value in SECURITY_HEADERS.items())
_SPECIAL = frozenset(b"/%?#")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out: status, header lines each with its line end, body."""

    status: int
    lines: bytes
    body: bytes

    @classmethod
    def json(cls, status: int, body: bytes) -> "Answer":
        """A body of JSON, with the security headers."""
        length = b"content-length: %d\r\n" % len(body)
        return cls(status, b"content-type: application/json\r\n" + length + _SECURITY, body)

    @classmethod
    def of(cls, response: Response) -> "Answer":
        """A response of the framework, with the security headers."""
        lines = b"".join(b"%b: %b\r\n" % header for header in response.raw_headers)
        return cls(response.status_code, lines + _SECURITY, bytes(response.body))


Said = Answer | Problem | Exception
"""What a route says to a request; an exception that is no Problem is a fault of ours."""


@dataclass(frozen=True, slots=True)
class DirectRequest:
    """A whole request: its path, the value of the route's parameter, headers with lower-case names, body.

    `respond` is to be called once, on the event loop, now or later; also when nobody is there any more.
    """

    path: str
    value: str
    headers: Headers
    body: bytes
    respond: Callable[[Said], None]


Take = Callable[[DirectRequest], None]
Full = Callable[[], Problem | None]


class DirectRoute:
    """POST to a template with one parameter.

    `take` answers a request, or raises; `full` is the problem of a house that takes nobody in just now, or None.
    Figures, security headers and problems are those of every route. There is no origin check: it must do nothing for a
    cookie. Whatever is unusual about a request (chunks, pipelining, a body above `body_limit`, an older HTTP, a client
    that waits for 100) goes to the application, which has the same route as ASGI.
    """

    def __init__(self, service: str, template: str, take: Take, full: Full, body_limit: int) -> None:
        prefix, _, rest = template.partition("{")
        self.take, self.full, self.body_limit = take, full, body_limit
        self.prefix, self.suffix = prefix.encode(), rest.partition("}")[2].encode()
        self.in_flight = HTTP_IN_FLIGHT.labels(service)
        self._labels = (service, template, "POST")
        self._durations: dict[int, Histogram] = {}

    def value_of(self, target: bytes) -> str | None:
        """The parameter's value in a request target; None when it is another route's, or needs decoding."""
        if not target.startswith(self.prefix) or not target.endswith(self.suffix):
            return None
        value = target[len(self.prefix) : len(target) - len(self.suffix)]
        return value.decode("ascii") if value and value.isascii() and _SPECIAL.isdisjoint(value) else None

    def took(self, status: int, since: float) -> None:
        """A request that came then, by time.perf_counter, was answered."""
        known = self._durations.get(status)
        if known is None:
            known = self._durations[status] = HTTP_DURATION.labels(*self._labels, str(status))
        known.observe(time.perf_counter() - since)


def answer_to(path: str, headers: Headers, said: Said) -> Answer:
    """What is sent: a problem in the reader's language, a fault of ours without its inside."""
    if isinstance(said, Answer):
        return said
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers}
    connection = HTTPConnection(scope)
    if isinstance(said, Problem):
        return Answer.of(problem_response(connection, said))
    return Answer.of(show_internal_error(connection, said))
