"""The HTTP application that every service starts from, and how it is served."""

import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from types import FrameType, MappingProxyType
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.formparsers import MultiPartParser
from starlette.responses import JSONResponse
from starlette.types import ASGIApp

from plumbing.direct import DirectRoute
from plumbing.direct_protocol import protocol_of
from plumbing.language import Language, language_of
from plumbing.metrics import BUILD, exposition
from plumbing.middleware import BODY_LIMIT, Guarded, Measured
from plumbing.openapi import PROBLEM_RESPONSES, document_problems
from plumbing.probes import Check, Checks, kafka_check, valkey_check
from plumbing.problems import install_problem_handlers
from plumbing.settings import ProcessSettings

__all__ = [
    "BODY_LIMIT", "Language", "build_app", "kafka_check", "language_of", "run", "serve", "server_of", "valkey_check",
]  # fmt: skip

VERSION = "0.1.0"
API = (
    "a service of Zhengji (征集). Errors are problem details (RFC 9457) with a stable `code`; titles are Chinese, "
    "or English for `Accept-Language: en`. Whatever changes something may be sent again: the same twice counts once."
)
DEAF_MS = 30_000
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def build_app(
    *,
    title: str,
    settings: ProcessSettings,
    lifespan: Lifespan | None,
    checks: Mapping[str, Check],
    soft_checks: Mapping[str, Check] = MappingProxyType({}),
) -> FastAPI:
    """An application with figures, problems, probes, security headers, origin check and body limit.

    `checks` by name decide /readyz; `soft_checks` are named there and decide nothing. `plumbing.http.kafka_check` and
    `valkey_check` are ready-made ones. There is no /docs page: its scripts come from elsewhere and are inline, which
    the content security policy forbids; the document itself is at /openapi.json.
    """
    app = FastAPI(
        title=title, description=f"{title}: {API}", version=VERSION, lifespan=lifespan, responses=PROBLEM_RESPONSES,
        docs_url=None, redoc_url=None,
    )  # fmt: skip
    install_problem_handlers(app)
    _keep_uploads_in_memory()
    _install_probes(app, Checks(title, checks, soft_checks))
    document_problems(app)
    app.add_middleware(Guarded, public_url=settings.public_url)
    app.add_middleware(Measured, service=title)
    BUILD.info({"service": title, "version": VERSION})
    return app


def server_of(app: ASGIApp, settings: ProcessSettings, direct: DirectRoute | None = None) -> uvicorn.Server:
    """The server of an application. After SIGTERM running requests have three seconds, event streams included.

    `direct` is a route that is answered beneath the application.
    """
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.http_host,
            port=settings.http_port,
            loop="uvloop",
            http="httptools" if direct is None else protocol_of(direct),
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
    )


def run(server: uvicorn.Server) -> None:
    """Serves until SIGTERM or SIGINT, and returns. To be called on the main thread.

    uvicorn raises the signal once more when it has ended: left to itself that kills the process before the caller's own
    clean end.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    server.run([listening_socket(server)])


def serve(app: ASGIApp, settings: ProcessSettings, direct: DirectRoute | None = None) -> None:
    """Serves until SIGTERM (exit status 0). Exit status 3 when the application could not start."""
    server = server_of(app, settings, direct)
    run(server)
    if not server.started:
        raise SystemExit(3)


def listening_socket(server: uvicorn.Server, deaf_ms: int = DEAF_MS) -> socket.socket:
    """Where the server listens. A peer that takes nothing of what is sent to it for half a minute is cut off by the
    system: an event stream's reader who does not read would otherwise hold his connection for ever."""
    found = server.config.bind_socket()
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, deaf_ms)
    return found


def _install_probes(app: FastAPI, checks: Checks) -> None:
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    async def readyz() -> Response:
        status, body = await checks.readiness()
        return JSONResponse(body, status)

    async def metrics(request: Request) -> Response:
        await checks.failing()
        body, content_type = exposition(request.headers.get("accept"))
        return Response(body, headers={"content-type": content_type})

    routes: dict[str, Callable[..., Any]] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    for path, endpoint in routes.items():
        app.add_api_route(path, endpoint, include_in_schema=False)


def _keep_uploads_in_memory() -> None:
    """A file that somebody sends may name people; above 1 MB the framework would write it to the disk in clear. The
    body limit bounds what lies in memory.
    """
    MultiPartParser.spool_max_size = BODY_LIMIT
