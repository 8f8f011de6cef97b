"""Problems (RFC 9457) as pages for people. Programs go on getting the JSON."""

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response

from pages.rendering import Pages

Handler = Callable[[Request, Exception], Response | Awaitable[Response]]
FOR_PROGRAMS = ("/api/", "/internal/")
PASSED_ON = ("retry-after", "www-authenticate", "set-cookie", "allow")


def show_problems_as_pages(app: FastAPI, pages: Pages) -> None:
    """Wrap every exception handler of the app: the same problem, as a page when a browser asks for one."""
    for kind, handler in list(app.exception_handlers.items()):
        app.exception_handlers[kind] = _as_page(handler, pages)


def _as_page(handler: Handler, pages: Pages) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def show(request: Request, error: Exception) -> Response:
        answer = handler(request, error)
        plain = await answer if inspect.isawaitable(answer) else answer
        problem = _problem_in(plain)
        if problem is None or not wants_page(request):
            return plain
        page = pages.render(
            request, "problem.html", status=plain.status_code, problem=problem | {"wait": _wait_of(plain)}
        )
        for name in PASSED_ON:
            if name in plain.headers:
                page.headers[name] = plain.headers[name]
        return page

    return show


def _wait_of(plain: Response) -> int:
    """Seconds until it is worth trying again; 0 when that is not said."""
    after = plain.headers.get("retry-after", "")
    return int(after) if after.isdecimal() else 0


def wants_page(request: Request) -> bool:
    """Whether a browser shows the answer to a person."""
    path = request.url.path
    return "text/html" in request.headers.get("accept", "") and not path.startswith(FOR_PROGRAMS)


def _problem_in(response: Response) -> dict[str, Any] | None:
    if "json" not in response.headers.get("content-type", ""):
        return None
    try:
        problem = json.loads(bytes(response.body))
    except ValueError:
        return None
    return {"detail": None, **problem} if isinstance(problem, dict) and "title" in problem else None
