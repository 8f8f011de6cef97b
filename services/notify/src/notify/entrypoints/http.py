"""The HTTP process: `python -m notify.entrypoints.http`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from pages import Pages, install_pages, site_of
from plumbing.http import build_app, kafka_check, serve
from plumbing.logs import configure_logs
from plumbing.settings import load_settings
from plumbing.tokens import ServiceAuth

import notify
from notify.adapters.connections import secret
from notify.adapters.own_topics import ensure_own_topics
from notify.bootstrap import HttpParts, http_parts
from notify.entrypoints import (
    api_bulletins,
    api_outbox,
    api_papers,
    api_routes,
    api_sms_reports,
    internal_routes,
    page_routes,
    pages_bulletins,
    pages_cards,
    pages_certificates,
    pages_notices,
    pages_office_bulletins,
    pages_outbox,
    pages_papers,
)
from notify.settings import NotifySettings

TEMPLATES = Path(notify.__file__).parent / "templates"


def create_app(parts: HttpParts) -> FastAPI:
    """The application over its parts; ready once the log of this moment is folded."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await parts.start()
        try:
            yield
        finally:
            await parts.close()

    checks = {"log": lambda: parts.log.ready, "kafka": kafka_check(parts.settings)}
    app = build_app(title="notify", settings=parts.settings, lifespan=lifespan, checks=checks)
    app.state.parts = parts
    app.state.verifier = parts.verifier
    app.state.clock = parts.clock
    app.state.pages = Pages(TEMPLATES, service="notify", site=site_of(parts.settings))
    install_pages(app, app.state.pages)
    neighbours_only = Depends(ServiceAuth(secret(parts.settings.service_token)))
    app.include_router(internal_routes.router, dependencies=[neighbours_only])
    app.include_router(api_bulletins.router)
    app.include_router(api_outbox.router)
    app.include_router(api_papers.router)
    app.include_router(api_sms_reports.router)
    app.include_router(api_routes.router)
    app.include_router(pages_bulletins.router)
    app.include_router(pages_certificates.router)
    app.include_router(pages_office_bulletins.router)
    app.include_router(pages_cards.router)
    app.include_router(pages_notices.router)
    app.include_router(pages_outbox.router)
    app.include_router(pages_papers.router)
    app.include_router(page_routes.router)
    return app


def main() -> None:
    """Starts the process."""
    configure_logs("notify")
    settings = load_settings(NotifySettings)
    ensure_own_topics(settings)
    serve(create_app(http_parts(settings)), settings)


if __name__ == "__main__":
    main()
