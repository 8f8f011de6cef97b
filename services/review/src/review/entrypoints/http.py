"""The HTTP process: `python -m review.entrypoints.http`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import APIRouter, FastAPI
from pages import Pages, install_pages, site_of
from plumbing.http import build_app, kafka_check, serve
from plumbing.logs import configure_logs
from plumbing.settings import load_settings

import review
from review.adapters.own_topics import ensure_own_topics
from review.bootstrap import HttpParts, http_parts
from review.entrypoints import (
    api_articles,
    api_awards,
    api_contest,
    api_decision,
    api_discussion,
    api_entries,
    api_lists,
    api_office,
    api_outcome,
    api_panel,
    api_promotion,
    api_words,
    exporting,
    organisation,
    pages_articles,
    pages_articles_office,
    pages_cards,
    pages_contest,
    pages_decision,
    pages_discussion,
    pages_entries,
    pages_entry_marks,
    pages_judge,
    pages_media,
    pages_office,
    pages_outcome,
    pages_prizes,
    pages_promotion,
    pages_replies,
    pages_words,
    trail,
    weighing_preview,
)
from review.handlers.announcing import keep_announcing
from review.handlers.promotion import VisitCounter
from review.settings import ReviewSettings

TEMPLATES = Path(review.__file__).parent / "templates"
ROUTERS: tuple[APIRouter, ...] = (
    api_entries.router,
    api_discussion.router,
    api_office.router,
    pages_entries.router,
    pages_office.router,
    pages_entry_marks.router,
    pages_discussion.router,
    pages_replies.router,
    api_articles.router,
    pages_articles.router,
    pages_cards.router,
    pages_articles_office.router,
    api_panel.router,
    api_lists.router,
    api_contest.router,
    api_decision.router,
    api_outcome.router,
    api_awards.router,
    pages_judge.router,
    weighing_preview.router,
    pages_contest.router,
    pages_decision.router,
    pages_outcome.router,
    organisation.router,
    pages_prizes.router,
    exporting.router,
    api_words.router,
    pages_words.router,
    api_promotion.router,
    pages_media.router,
    pages_promotion.router,
    trail.router,
)


def create_app(parts: HttpParts) -> FastAPI:
    """The application over its parts; ready once the log of this moment is folded."""

    visits = VisitCounter(parts.desk)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await parts.start()
        loops = [asyncio.create_task(one) for one in (keep_announcing(parts.desk), visits.keep_counting())]
        try:
            yield
        finally:
            for loop in loops:
                loop.cancel()
                with suppress(asyncio.CancelledError):
                    await loop
            await parts.close()

    checks = {"log": lambda: parts.log.ready, "kafka": kafka_check(parts.settings)}
    app = build_app(title="review", settings=parts.settings, lifespan=lifespan, checks=checks)
    app.state.parts, app.state.visits = parts, visits
    app.state.verifier = parts.verifier
    app.state.clock = parts.clock
    app.state.pages = Pages(TEMPLATES, service="review", site=site_of(parts.settings))
    install_pages(app, app.state.pages)
    for router in ROUTERS:
        app.include_router(router)
    return app


def main() -> None:
    """Starts the process."""
    configure_logs("review")
    settings = load_settings(ReviewSettings)
    ensure_own_topics(settings)
    serve(create_app(http_parts(settings)), settings)


if __name__ == "__main__":
    main()
