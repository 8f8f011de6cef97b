"""The two processes of notify as the operating system sees them, on free ports, and intake's one route beside them."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import httpx2

from deploy.local.servers import free_port

T = TypeVar("T")
WITHIN_SECONDS = 60.0


def until(ask: Callable[[], T], good: Callable[[T], bool]) -> T:
    """What `ask` says once it is good; fails with what it said last."""
    deadline, seen = time.monotonic() + WITHIN_SECONDS, ask()
    while not good(seen):
        assert time.monotonic() < deadline, f"still {seen!r}"
        threading.Event().wait(0.05)
        seen = ask()
    return seen


def fetch(port: int, path: str, token: str | None = None) -> tuple[int, bytes]:
    """Status and body; status 0 while nobody listens."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    try:
        answer = httpx2.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=5, trust_env=False)
    except httpx2.TransportError:
        return 0, b""
    return answer.status_code, answer.content


class NotifyProcesses:
    """Starts, kills and asks the processes; all of them see the same environment."""

    def __init__(self, kafka: str, prefix: str, intake_port: int) -> None:
        self.http_port, self.relay_port = free_port(), free_port()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = {
            **os.environ,
            "ZJ_PROFILE": "demo",
            "ZJ_KAFKA": kafka,
            "ZJ_TOPIC_PREFIX": prefix,
            "ZJ_INTAKE_URL": f"http://127.0.0.1:{intake_port}",
            "ZJ_NOTIFY_URL": f"http://127.0.0.1:{self.http_port}",
        }

    def start(self, *entrypoints: str) -> None:
        """Starts them together; returns once each says that it is ready."""
        for entrypoint in entrypoints:
            command = [sys.executable, "-m", f"notify.entrypoints.{entrypoint}"]
            environment = {**self._environment, "ZJ_HTTP_PORT": str(self._port(entrypoint))}
            self._running[entrypoint] = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        for entrypoint in entrypoints:
            until(partial(self._readiness, entrypoint), lambda status: status == 200)

    def kill(self, entrypoint: str) -> None:
        """SIGKILL: no clean end, no commit on the way out."""
        process = self._running.pop(entrypoint)
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    def stop_all(self) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait(20)

    def _port(self, entrypoint: str) -> int:
        return self.http_port if entrypoint == "http" else self.relay_port

    def _readiness(self, entrypoint: str) -> int:
        process = self._running[entrypoint]
        assert process.poll() is None, f"{entrypoint} ended with {process.returncode}"
        return fetch(self._port(entrypoint), "/readyz")[0]


class IntakeDoor:
    """Intake's unseal route: the same contact for everyone, 503 while `away`. Remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.away = False
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                door.asked.append(body)
                self.send_response(503 if door.away else 200)
                self.end_headers()
                self.wfile.write(json.dumps({"name": "示例甲", "phone": "15400000001"}).encode())

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])

    @contextmanager
    def open(self) -> Iterator["IntakeDoor"]:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
