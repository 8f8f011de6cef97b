"""A patient client of the HTTP API: every command is idempotent, so an unknown outcome is simply asked again."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Self

import httpx2

PATIENCE_SECONDS = 60.0
ASKED_AGAIN = "asked_again"
"""The extension of a response that says whether an earlier attempt's outcome is unknown: it may have been done then."""
PASSING = frozenset({502, 503, 504})
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0


class UnexpectedError(Exception):
    """An answer that the caller did not allow: which request, which status, which problem code."""

    def __init__(self, request: str, response: httpx2.Response) -> None:
        self.status = response.status_code
        self.code = problem_code(response)
        super().__init__(f"{request} answered {self.status} {self.code}: {response.text[:300]}")


class PatienceError(Exception):
    """The service did not come back within a minute."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a request carries besides its method and path."""

    token: str | None = None
    json: Any = None
    params: Mapping[str, str] | None = None
    file: tuple[str, bytes] | None = None
    headers: Mapping[str, str] | None = None
    allow: frozenset[int] = frozenset({200, 201, 202, 204})


class Client:
    """Speaks to the one public port. At most `concurrency` requests are under way."""

    def __init__(self, base_url: str, *, concurrency: int = 48) -> None:
        limits = httpx2.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
        self._http = httpx2.AsyncClient(
            base_url=base_url, limits=limits, timeout=20.0, trust_env=False, cookies=_no_cookies()
        )
        self._gate = asyncio.Semaphore(concurrency)
        self.retried = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None,
                        trace: TracebackType | None) -> None:  # fmt: skip
        await self._http.aclose()

    async def ask(self, method: str, path: str, call: Call | None = None) -> httpx2.Response:
        """Sends until an answer other than a passing fault comes; raises UnexpectedError unless it is allowed."""
        call = call or Call()
        response = await self._persist(method, path, call)
        if response.status_code not in call.allow:
            raise UnexpectedError(f"{method} {path}", response)
        return response

    async def get(self, path: str, token: str | None = None, **params: str) -> Any:
        """The JSON at `path`."""
        return (await self.ask("GET", path, Call(token=token, params=params or None))).json()

    async def post(self, path: str, json: Any = None, token: str | None = None, **params: str) -> Any:
        """Commands, and returns the JSON of the answer, if it has any."""
        response = await self.ask("POST", path, Call(token=token, json=json, params=params or None))
        return response.json() if response.content else None

    async def _persist(self, method: str, path: str, call: Call) -> httpx2.Response:
        deadline, pause, again = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE, False
        while True:
            async with self._gate:
                response, fault = await self._attempt(method, path, call)
            if response is not None and response.status_code not in PASSING:
                response.extensions[ASKED_AGAIN] = again
                return response
            self.retried, again = self.retried + 1, True
            if time.monotonic() > deadline:
                raise PatienceError(f"{method} {path}: {fault} for {PATIENCE_SECONDS:.0f} s")
            await asyncio.sleep(max(pause, _advised_pause(response)))
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _attempt(self, method: str, path: str, call: Call) -> tuple[httpx2.Response | None, str]:
        try:
            response = await self._http.request(
                method, path, json=call.json, params=call.params, headers=_headers(call), files=_files(call)
            )
        except httpx2.TransportError as error:
            return None, type(error).__name__
        return response, f"{response.status_code} {problem_code(response)}"


def _no_cookies() -> CookieJar:
    """A jar that keeps nothing: many people share this client, and each carries his own bearer token."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


def problem_code(response: httpx2.Response) -> str:
    """The stable code of a problem (RFC 9457), or an empty string."""
    try:
        body = response.json()
    except ValueError:
        return ""
    return str(body.get("code", "")) if isinstance(body, dict) else ""


def _headers(call: Call) -> dict[str, str]:
    bearer = {"Authorization": f"Bearer {call.token}"} if call.token else {}
    return {"Accept": "application/json", **bearer, **(call.headers or {})}


def _files(call: Call) -> dict[str, tuple[str, bytes]] | None:
    return {"file": call.file} if call.file else None


def _advised_pause(response: httpx2.Response | None) -> float:
    advice = response.headers.get("Retry-After", "") if response is not None else ""
    return min(float(advice), LONGEST_PAUSE) if advice.isdigit() else 0.0
