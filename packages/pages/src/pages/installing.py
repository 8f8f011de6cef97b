"""What a service gets besides its own routes: static files, the switches of language and size, problems as pages."""

from urllib.parse import urlsplit

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from pages.pictures import Pictures
from pages.problems import show_problems_as_pages
from pages.reading import COOKIE as READING_COOKIE
from pages.reading import Reading
from pages.rendering import Pages
from pages.statics import STATIC_ROOT, HashedStaticFiles
from pages.wording import Language

LANGUAGE_COOKIE = "zj_lang"
A_YEAR = 365 * 24 * 3600


def install_pages(app: FastAPI, pages: Pages) -> None:
    """Call it after build_app: it wraps the exception handlers that are there."""
    app.state.pictures = Pictures()
    app.mount("/static", HashedStaticFiles(directory=STATIC_ROOT), name="static")
    app.add_api_route("/language", choose_language, methods=["GET", "POST"], include_in_schema=False)
    app.add_api_route("/reading", choose_reading, methods=["GET", "POST"], include_in_schema=False)
    app.add_api_route("/elder", elder, include_in_schema=False)
    show_problems_as_pages(app, pages)


async def choose_language(request: Request, to: Language = Query(), back: str = Query("/")) -> RedirectResponse:
    """Keep the language for a year and go back to where the reader was, never to another site."""
    return await _kept(request, LANGUAGE_COOKIE, to, back)


async def choose_reading(request: Request, to: Reading = Query(), back: str = Query("/")) -> RedirectResponse:
    """Keep the size for a year and go back, as with the language."""
    return await _kept(request, READING_COOKIE, to, back)


async def elder(request: Request) -> HTMLResponse:
    """长辈版 by its own address: switched on, with what most people come for."""
    pages: Pages = request.app.state.pages
    page = pages.render(request, "elder.html")
    page.set_cookie(READING_COOKIE, "elder", max_age=A_YEAR, samesite="lax", httponly=True)
    return page


async def _kept(request: Request, cookie: str, value: str, back: str) -> RedirectResponse:
    """A form that is sent here goes on as it is to where it was shown, so nothing that was typed into it is lost."""
    async for _ in request.stream():  # What is not read to its end may break the connection.
        pass
    response = RedirectResponse(local_path(back), status_code=307 if request.method == "POST" else 303)
    response.set_cookie(cookie, value, max_age=A_YEAR, samesite="lax", httponly=True)
    return response


def local_path(address: str) -> str:
    """The address if it is a path of this site, else `/`.

    Browsers read a backslash as a slash and drop control characters, so `/\\\\evil` and `/\\t/evil` are refused too.
    """
    parts = urlsplit(address)
    odd = not {"\\", "\x7f"}.isdisjoint(address) or min(address, default=" ") < " "
    foreign = bool(parts.scheme or parts.netloc) or not address.startswith("/") or address.startswith("//")
    return "/" if odd or foreign else address
