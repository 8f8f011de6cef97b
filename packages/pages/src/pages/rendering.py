"""Rendering: a service's templates on the shared base, in the reader's language."""

from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from plumbing.http import language_of
from plumbing.problems import Problem
from plumbing.tokens import session_of

from pages.missing import Missing
from pages.navigation import public_links, read_navigation, shown, work_links
from pages.reading import reading_of
from pages.site import Site
from pages.statics import STATIC_ROOT, static_address
from pages.wording import attributes, lines, marked, number, percent, speaking, t, when

_HERE = Path(__file__).parent


class Somebody(Protocol):
    """What a page needs to know of a session."""

    @property
    def role(self) -> str:
        """The role that decides which links are shown."""
        ...


class Pages:
    """The templates of one service with the shared ones. Everything is escaped; an unknown name is an error."""

    def __init__(
        self, templates: Path, *, service: str, site: Site | None = None, navigation: Path = _HERE / "navigation.json"
    ) -> None:
        self.service = service
        self.site = site or Site()
        self._navigation = read_navigation(navigation)
        self._environment = _environment(templates)

    def render(self, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """One page in the reader's language. Not to be kept by caches, since it depends on who reads it.

        `sharing` in the context: makes the Card of the page, in the language that is spoken then.
        """
        language = language_of(request)
        with speaking(language):
            body = self._environment.get_template(template).render(self._surroundings(request, language) | context)
        response = HTMLResponse(body, status_code=status)
        response.headers["Content-Language"] = "en" if language == "en" else "zh-CN"
        response.headers["Cache-Control"] = "private, no-cache"
        return response

    def _surroundings(self, request: Request, language: str) -> dict[str, Any]:
        session = current_session(request)
        work = work_links(self._navigation, session.role if session else None)
        path = request.url.path
        here = f"{path}?{request.url.query}" if request.url.query else path
        return {
            "request": request,
            "lang": language,
            "elder": reading_of(request) == "elder",
            "site": self.site,
            "session": session,
            "sharing": None,
            "here": path,
            "here_and_query": here,
            "way_back": _way_back(request, here),
            "resend": None,
            "nav_public": shown(self._navigation, public_links(self._navigation), path),
            "nav_work": shown(self._navigation, work, path),
        }


def _way_back(request: Request, here: str) -> str:
    """Where a reader comes back to: this page, or the one whose form he sent, for where it was sent may be no page."""
    came = urlsplit(request.headers.get("referer", ""))
    if request.method in ("GET", "HEAD") or came.netloc != request.url.netloc or came.path.startswith("//"):
        return here
    return f"{came.path}?{came.query}" if came.query else came.path or "/"


def current_session(request: Request) -> Somebody | None:
    """Who reads the page: what the route found, else what the cookie says; a bad or expired cookie is nobody."""
    if not hasattr(request.state, "session"):
        request.state.session = _session_of_cookie(request)
    return cast("Somebody | None", request.state.session)


def _session_of_cookie(request: Request) -> Somebody | None:
    state = request.app.state
    if not (hasattr(state, "verifier") and hasattr(state, "clock")):
        return None
    try:
        return cast("Somebody | None", session_of(request, state.verifier, state.clock))
    except Problem:
        return None


@cache
def _environment(templates: Path) -> Environment:
    """What is compiled is kept: it depends on the files alone, however many applications render them."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(templates), FileSystemLoader([_HERE / "templates", STATIC_ROOT])]),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(t=t, static=static_address)
    environment.filters.update(
        when=when, number=number, percent=percent, lines=lines, marked=marked, attributes=attributes
    )
    return environment
