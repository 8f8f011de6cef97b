"""The HTTP process: `python -m intake.entrypoints.http`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI
from pages import Pages, install_pages, site_of
from plumbing.http import build_app, kafka_check, serve, valkey_check
from plumbing.logs import configure_logs
from plumbing.settings import load_settings
from plumbing.tokens import ServiceAuth

import intake
from intake.adapters.own_topics import ensure_own_topics
from intake.bootstrap import HttpParts
from intake.entrypoints import (
    api_campaigns,
    api_changes,
    api_drafts,
    api_entries,
    api_erasure,
    api_files,
    api_late_codes,
    api_people,
    api_sheets,
    api_units,
    api_uploads,
    internal_routes,
    pages_accounts,
    pages_call,
    pages_campaign,
    pages_changes,
    pages_erasure,
    pages_files,
    pages_follow_up,
    pages_informant,
    pages_keepsakes,
    pages_late_codes,
    pages_privacy,
    pages_registration,
    pages_rules,
    pages_session,
    pages_submissions,
    pages_submit,
    pages_unit,
    pages_units,
    pages_upload,
    trail,
)
from intake.settings import IntakeSettings, secret

TEMPLATES = Path(intake.__path__[0]) / "templates"
ROUTERS: tuple[APIRouter, ...] = (
    api_campaigns.router,
    api_people.router,
    api_entries.router,
    api_changes.router,
    api_erasure.router,
    api_files.router,
    api_late_codes.router,
    api_drafts.router,
    api_sheets.router,
    api_units.router,
    api_uploads.router,
    pages_call.router,
    pages_session.router,
    pages_submit.router,
    pages_submissions.router,
    pages_changes.router,
    pages_erasure.router,
    pages_files.router,
    pages_follow_up.router,
    pages_keepsakes.router,
    pages_registration.router,
    pages_units.router,
    pages_unit.router,
    pages_upload.router,
    pages_informant.router,
    pages_campaign.router,
    pages_late_codes.router,
    pages_rules.router,
    pages_accounts.router,
    pages_privacy.router,
    trail.router,
)


def create_app(parts: HttpParts) -> FastAPI:
    """The application over its parts; ready once the logs of this moment are folded."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await parts.start()
        try:
            yield
        finally:
            await parts.close()

    settings = parts.settings
    checks = {"log": parts.ready, "kafka": kafka_check(settings)}
    # Without Valkey nobody new signs in; whoever has a session reads, submits and works on.
    soft_checks = {"valkey": valkey_check(parts.valkey)}
    app = build_app(title="intake", settings=settings, lifespan=lifespan, checks=checks, soft_checks=soft_checks)
    app.state.parts, app.state.verifier, app.state.clock = parts, parts.verifier, parts.clock
    app.state.pages = Pages(TEMPLATES, service="intake", site=site_of(settings))
    install_pages(app, app.state.pages)
    neighbours_only = Depends(ServiceAuth(secret(settings.service_token)))
    app.include_router(internal_routes.router, dependencies=[neighbours_only])
    for router in ROUTERS:
        app.include_router(router)
    return app


def main() -> None:
    """Starts the process."""
    configure_logs("intake")
    settings = load_settings(IntakeSettings)
    ensure_own_topics(settings)
    serve(create_app(HttpParts(settings)), settings)


if __name__ == "__main__":
    main()
