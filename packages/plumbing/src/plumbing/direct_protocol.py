"""uvicorn's protocol with a direct route: requests of that route get no ASGI cycle and no task."""

import time
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from plumbing.direct import DirectRequest, DirectRoute, Headers, Said, answer_to
from plumbing.direct_refusals import Glance, Refusals, bytes_of, is_plain_post
from plumbing.problems import Problem

_CLOSE = (b"connection", b"close")


class DirectProtocol(HttpToolsProtocol):
    """One connection. While the house is full, a plain request of the route gets no more than a glance."""

    route: ClassVar[DirectRoute]
    refusals: ClassVar[Refusals]
    glance: ClassVar[Glance]
    _between = True
    """Whether the next byte begins a request."""
    _arriving: "Exchange | None" = None
    """The request of the route whose body is not all here."""
    _rested = 0.0
    """When a request last began or was answered, on the loop's clock."""

    def data_received(self, data: bytes) -> None:
        """Bytes from the client."""
        full = self.route.full()
        if full is None or not self._refused(data, full):
            super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins; its head must be here before the connection would be closed as idle."""
        self._between, self._rested = False, self.loop.time()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Whether the route takes it is decided here."""
        value = self._own()
        if value is None:
            super().on_headers_complete()
        else:
            self.cycle = self._arriving = Exchange(self, value)  # type: ignore[assignment]

    def on_message_complete(self) -> None:
        """The body is there."""
        self._between = True
        super().on_message_complete()
        arriving, self._arriving = self._arriving, None
        if arriving is not None:
            arriving.take()

    def on_response_complete(self) -> None:
        """As uvicorn's, but the timer of an idle connection is left to run: it looks at the clock when it fires."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        self._rested = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._look_again_in(self.timeout_keep_alive)

    def timeout_keep_alive_handler(self) -> None:
        """Closes a connection that was idle for so long."""
        self.timeout_keep_alive_task = None
        left = self._rested + self.timeout_keep_alive - self.loop.time()
        if not self._answered():
            self._look_again_in(self.timeout_keep_alive)
        elif left > 0:
            self._look_again_in(left)
        else:
            super().timeout_keep_alive_handler()

    def connection_lost(self, exc: Exception | None) -> None:
        """The end."""
        super()._unset_keepalive_if_required()
        super().connection_lost(exc)

    def _unset_keepalive_if_required(self) -> None:
        """For each request to stop a timer and start another costs more than to let it look once."""

    def _look_again_in(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def _answered(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _free(self) -> bool:
        """Whether nothing is under way here, and what was answered has been read."""
        return self._answered() and not self.flow.write_paused

    def _refused(self, data: bytes, full: Problem) -> bool:
        """Whether it was a plain request of the route, and has its refusal. Else nothing has happened."""
        if not self._between or not self._free():
            return False
        since = time.perf_counter()
        if not self.glance.at(data) or self.route.value_of(self.glance.url) is None:
            return False
        self.transport.write(self.refusals.to(self.glance, full, self.server_state.default_headers))
        self.on_response_complete()
        self.route.took(full.status, since)
        return True

    def _own(self) -> str | None:
        """The parameter's value of a request that the route can take."""
        value = self.route.value_of(self.url)
        if value is None or not self._free() or self.expect_100_continue or not is_plain_post(self.parser):
            return None
        length = _first(self.headers, b"content-length")
        return value if length is not None and length.isdigit() and int(length) <= self.route.body_limit else None


class Exchange:
    """A request of the route under way. uvicorn's protocol keeps it where else its own cycle is."""

    __slots__ = ("_headers", "_path", "_protocol", "_since", "_value", "body", "disconnected", "keep_alive",
                 "message_event", "more_body", "response_complete")  # fmt: skip

    def __init__(self, protocol: DirectProtocol, value: str) -> None:
        self._protocol, self._value, self._headers = protocol, value, protocol.headers
        self._path, self._since = protocol.url.decode("ascii"), time.perf_counter()
        self.body, self.more_body, self.message_event = b"", True, _NOBODY
        self.keep_alive, self.disconnected, self.response_complete = True, False, False

    def take(self) -> None:
        """Hands the request to the route."""
        protocol = self._protocol
        protocol.route.in_flight.inc()
        try:
            protocol.route.take(DirectRequest(self._path, self._value, self._headers, self.body, self.respond))
        except Exception as error:  # noqa: BLE001 - told and logged as what it is
            self.respond(error)

    def respond(self, said: Said) -> None:
        """Answers, if that was not done yet."""
        if self.response_complete:
            return
        protocol, answer = self._protocol, answer_to(self._path, self._headers, said)
        protocol.route.in_flight.dec()
        server = protocol.server_state.default_headers
        self._end(answer.status, bytes_of(answer, server if self.keep_alive else [*server, _CLOSE]))

    def _end(self, status: int, data: bytes) -> None:
        protocol, self.response_complete = self._protocol, True
        protocol.route.took(status, self._since)
        if self.disconnected:
            return
        protocol.transport.write(data)
        if not self.keep_alive:
            protocol.transport.close()
        protocol.on_response_complete()


class _Nobody:
    """Nobody waits for the body: the protocol says when it is there."""

    def set(self) -> None:
        """Somebody would be woken."""


_NOBODY = _Nobody()


def protocol_of(route: DirectRoute) -> type[DirectProtocol]:
    """The protocol for a server with this route."""
    return type("DirectProtocol", (DirectProtocol,), {"route": route, "refusals": Refusals(), "glance": Glance()})


def _first(headers: Headers, name: bytes) -> bytes | None:
    return next((value for known, value in headers if known == name), None)
