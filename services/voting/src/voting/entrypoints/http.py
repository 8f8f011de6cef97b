"""The HTTP process: `python -m voting.entrypoints.http`."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from pages import Pages, install_pages, site_of
from plumbing.direct import DirectRoute
from plumbing.http import build_app, kafka_check, serve
from plumbing.logs import configure_logs
from plumbing.settings import load_settings

import voting
from voting.adapters.own_topics import ensure_own_topics
from voting.bootstrap import HttpParts
from voting.entrypoints import accept, api_routes, board_stream, openapi, pages
from voting.entrypoints.boards import Boards
from voting.entrypoints.pages_answers import PagesAnswers
from voting.entrypoints.raw_routes import Raw, install_raw_routes
from voting.settings import VotingSettings

COLLECT_EVERY = 50_000
"""Objects made and not gone before the collector looks again: a vote makes and drops some hundred, none in a circle."""
TEMPLATES = Path(voting.__path__[0]) / "templates"


def create_app(parts: HttpParts, folded: Callable[[], None] = lambda: None) -> FastAPI:
    """The application over its parts; ready once the topics of this moment are folded, and `folded` was told so."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await parts.start()
        folded()
        looking = asyncio.create_task(parts.board.run())
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            await parts.close()

    checks = {"log": lambda: parts.follower.ready, "kafka": kafka_check(parts.settings)}
    # Without Valkey the board grows old; votes are taken all the same.
    soft_checks = {"valkey": parts.gallery.answers}
    app = build_app(title="voting", settings=parts.settings, lifespan=lifespan, checks=checks, soft_checks=soft_checks)
    app.state.parts, app.state.verifier, app.state.clock = parts, parts.verifier, parts.clock
    app.state.pages = Pages(TEMPLATES, service="voting", site=site_of(parts.settings))
    app.state.pages_source = PagesAnswers(parts)
    install_pages(app, app.state.pages)
    app.state.boards = Boards(parts)
    votes = vote_route(parts)
    stream = board_stream.BoardStream(app.state.boards, parts.board, parts.ledger)
    raw = [Raw("POST", accept.PATH, votes, openapi.cast_vote()),
           Raw("GET", board_stream.PATH, stream, openapi.read_stream())]  # fmt: skip
    install_raw_routes(app, raw, openapi.SCHEMES)
    app.include_router(api_routes.router)
    app.include_router(pages.router)
    return app


def vote_route(parts: HttpParts) -> accept.VoteRoute:
    """Where votes come in."""
    return accept.VoteRoute(parts.acceptor, parts.tokens, parts.clock)


def direct_route(parts: HttpParts) -> DirectRoute:
    """The same, beneath the application; full while the desk is."""
    return DirectRoute("voting", accept.PATH, vote_route(parts).take, parts.desk.full, accept.BODY_BYTES)


def spare_the_collector() -> None:
    """What is loaded and folded by now stays for ever: looking it over again and again would cost the votes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 20, 50)


def main() -> None:
    """Starts the process."""
    configure_logs("voting")
    settings = load_settings(VotingSettings)
    ensure_own_topics(settings)
    parts = HttpParts(settings)
    serve(create_app(parts, spare_the_collector), settings, direct_route(parts))


if __name__ == "__main__":
    main()
