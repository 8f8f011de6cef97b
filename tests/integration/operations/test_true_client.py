"""The repository's Caddy in front of a service: it tells the client's true address, whatever the client says it is."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI, Request
from plumbing.callers import caller_of
from plumbing.http import build_app, listening_socket, server_of
from plumbing.settings import ProcessSettings

from deploy.local.servers import end, free_port
from deploy.local.stack import ROOT
from tests.integration.operations.processes import until

CLIENT = "127.0.0.1"
FORGED = "203.0.113.9"


def app_that_tells() -> FastAPI:
    app = build_app(title="test", settings=ProcessSettings(profile="demo"), lifespan=None, checks={})

    @app.get("/api/v1/campaigns")
    async def who(request: Request) -> dict[str, str | None]:
        return {"client": caller_of(request).address, "forwarded": request.headers.get("x-forwarded-for")}

    return app


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a service that believes this machine's proxy, as each does by default."""
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    server = server_of(app_that_tells(), ProcessSettings(profile="demo", http_port=0))
    listening = listening_socket(server)
    serving = threading.Thread(target=uvicorn.Server.run, args=(server, [listening]))
    serving.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    serving.join()


@pytest.fixture
def front(service: int, tmp_path: Path) -> Iterator[str]:
    """The public port over it."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "caddy"), "run", "--adapter", "caddyfile", "--config",
               str(ROOT / "deploy/caddy/Caddyfile")]  # fmt: skip
    places = {"ZJ_DEMO_PORT": str(port), "ZJ_INTAKE_HTTP": f"127.0.0.1:{service}", "XDG_DATA_HOME": str(tmp_path),
              "XDG_CONFIG_HOME": str(tmp_path)}  # fmt: skip
    with (tmp_path / "caddy.log").open("wb") as log:
        caddy = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/api/v1/campaigns"
    until(lambda: answers(url), bool)
    yield url
    end(caddy)


def answers(url: str) -> bool:
    try:
        return httpx2.get(url, trust_env=False).status_code == 200
    except httpx2.TransportError:
        return False


def told(url: str, headers: dict[str, str]) -> dict[str, str | None]:
    """What the service takes for the address, and what it was told."""
    answer: dict[str, str | None] = httpx2.get(url, headers=headers, trust_env=False).json()
    return answer


@pytest.mark.parametrize("said", ["", FORGED, f"{FORGED}, 127.0.0.1"])
def test_the_service_learns_the_true_client_whatever_he_says(front: str, said: str) -> None:
    # Nothing of what he says goes on: a service that trusts whole networks would believe it of a client on one of them.
    assert told(front, {"x-forwarded-for": said} if said else {}) == {"client": CLIENT, "forwarded": CLIENT}
