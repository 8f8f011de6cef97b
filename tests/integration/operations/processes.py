"""The nine processes of the system as the operating system sees them, each on a free port."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import httpx2

from deploy.local.servers import end, free_port

T = TypeVar("T")
WITHIN_SECONDS = 180.0
"""Nine processes on two cores are ready within 15 s; with the cores shared by others it took more than 90."""
NINE = (
    "intake-http", "intake-relay", "review-http", "review-relay", "voting-http", "voting-stream", "voting-relay",
    "notify-http", "notify-relay",
)  # fmt: skip


def command_of(name: str) -> list[str]:
    """How the process of this name is started."""
    service, entrypoint = name.split("-")
    return [sys.executable, "-m", f"{service}.entrypoints.{entrypoint}"]


def until(read: Callable[[], T], satisfied: Callable[[T], bool]) -> T:
    """What `read` says once it satisfies; fails with what it said last."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not satisfied(value := read()):
        assert time.monotonic() < deadline, f"still {value!r}"
        threading.Event().wait(0.1)
    return value


@dataclass(slots=True)
class Processes:
    """The nine, with one environment."""

    environment: Mapping[str, str]
    folder: Path
    ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in NINE})
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, names: Iterable[str] = NINE) -> None:
        """Starts them together; returns once each says that it is ready."""
        neighbours = {f"ZJ_{name.upper()}_URL": self.url(f"{name}-http") for name in ("intake", "notify")}
        for name in names:
            environment = {**os.environ, **self.environment, **neighbours, "ZJ_HTTP_PORT": str(self.ports[name])}
            with (self.folder / f"{name}.log").open("ab") as log:
                self.running[name] = subprocess.Popen(command_of(name), env=environment, stdout=log, stderr=log)
        until(self.readiness, lambda found: all(status == 200 for status, _ in found.values()))

    def url(self, name: str) -> str:
        """Where a process listens."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def get(self, name: str, path: str, accept: str = "*/*") -> httpx2.Response:
        """Asks a process that must be there."""
        assert self.running[name].poll() is None, (self.folder / f"{name}.log").read_text()[-3000:]
        headers = {"accept": accept}
        return httpx2.get(self.url(name) + path, headers=headers, timeout=10, trust_env=False)

    def readiness(self) -> dict[str, tuple[int, dict[str, object]]]:
        """What each says at /readyz; status 0 while nobody listens."""
        return {name: self._readiness(name) for name in self.running}

    def _readiness(self, name: str) -> tuple[int, dict[str, object]]:
        try:
            answer = self.get(name, "/readyz")
        except httpx2.TransportError:
            return 0, {}
        return answer.status_code, answer.json()

    def alive(self) -> set[int]:
        """The statuses of /healthz over all of them."""
        return {self.get(name, "/healthz").status_code for name in self.running}


@contextmanager
def processes(environment: Mapping[str, str], folder: Path, names: Iterable[str] = NINE) -> Iterator[Processes]:
    """All nine, or some of them, ready; ended by their process ids."""
    found = Processes({"ZJ_PROFILE": "demo", **environment}, folder)
    try:
        found.start(names)
        yield found
    finally:
        end(*found.running.values())
