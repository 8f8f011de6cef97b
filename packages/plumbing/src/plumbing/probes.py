"""Health: alive (/healthz), and able to work (/readyz) with the failing checks by name. Probes tell the truth.

A check whose failure leaves the main work possible is *soft*: it is named under `degraded`, and the process stays in
rotation. A vote is taken while Valkey is away; an answer of 503 would turn the voters away for the sake of the board.
"""

import asyncio
import inspect
import socket
import struct
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from plumbing.logs import logger_of
from plumbing.metrics import CHECK_PASSING
from plumbing.settings import ProcessSettings

Check = Callable[[], Awaitable[bool]] | Callable[[], bool]

CHECK_SECONDS = 2.0
"""How long a check may take before it counts as failed."""
KEPT_SECONDS = 1.0
"""How long the answer of a ready-made check is kept: probes cost the broker one request a second, however many ask."""
_API_VERSIONS = struct.pack(">hhih", 18, 0, 1, -1)
"""A Kafka request without content, ApiVersions v0: key, version, correlation id, no client id."""
_log = logger_of(__name__)


class CachedCheck:
    """A check whose answer is kept for a second."""

    def __init__(self, check: Callable[[], Awaitable[bool]]) -> None:
        self._check = check
        self._answer = False
        self._asked_at = float("-inf")
        self._asking = asyncio.Lock()

    async def __call__(self) -> bool:
        """The answer, at most a second old."""
        async with self._asking:
            if time.monotonic() - self._asked_at >= KEPT_SECONDS:
                self._answer = await self._check()
                self._asked_at = time.monotonic()
            return self._answer


def kafka_check(settings: ProcessSettings) -> Check:
    """Whether a broker of the list speaks Kafka to us. Ready for the `checks` of build_app."""
    return CachedCheck(lambda: asyncio.to_thread(kafka_answers, settings))


def valkey_check(client: Any) -> Check:
    """Whether Valkey answers a ping. Ready for the `checks` of build_app."""

    async def ping() -> bool:
        return bool(await client.ping())

    return CachedCheck(lambda: passes(ping))


def kafka_answers(settings: ProcessSettings, timeout: float = 1.0) -> bool:
    """Whether any broker of the list answers an ApiVersions request: an open port alone is not a broker."""
    return any(_speaks_kafka(address.strip(), timeout) for address in settings.kafka.split(","))


async def passes(check: Check) -> bool:
    """The answer of a check; no answer in time, or an error, is no."""
    try:
        answer = check()
        return bool(await asyncio.wait_for(answer, CHECK_SECONDS) if inspect.isawaitable(answer) else answer)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a check, the dependency does not answer
        _log.info("check-failed", error=type(error).__name__)
        return False


class Checks:
    """The checks of a process by name: those it cannot work without, and the soft ones."""

    def __init__(self, service: str, needed: Mapping[str, Check], soft: Mapping[str, Check]) -> None:
        self._service, self._needed, self._soft = service, needed, soft

    async def failing(self) -> set[str]:
        """The names of the checks that do not pass, all asked at once; shown as figures too."""
        checks = {**self._needed, **self._soft}
        answers = await asyncio.gather(*(passes(check) for check in checks.values()))
        for name, answer in zip(checks, answers, strict=True):
            CHECK_PASSING.labels(self._service, name).set(answer)
        return {name for name, answer in zip(checks, answers, strict=True) if not answer}

    async def readiness(self) -> tuple[int, dict[str, Any]]:
        """Status and body of /readyz: 503 with the failing checks, or 200, with the soft ones that fail if any do."""
        failing = await self.failing()
        degraded = {"degraded": names} if (names := [name for name in self._soft if name in failing]) else {}
        if names := [name for name in self._needed if name in failing]:
            return 503, {"status": "not-ready", "failing": names, **degraded}
        return 200, {"status": "ready", **degraded}


def _speaks_kafka(address: str, timeout: float) -> bool:
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout) as connection:
            connection.sendall(struct.pack(">i", len(_API_VERSIONS)) + _API_VERSIONS)
            return _error_code(connection) == 0
    except (OSError, ValueError):
        return False


def _error_code(connection: socket.socket) -> int:
    """The error code of the answer: it follows the length and the correlation id."""
    answer = b""
    while len(answer) < 10 and (part := connection.recv(64)):
        answer += part
    return int(struct.unpack(">h", answer[8:10])[0]) if len(answer) >= 10 else -1
