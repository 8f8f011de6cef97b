"""Every place of the four services that the one public port leads to, as the applications themselves name them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from fastapi import FastAPI
from intake import bootstrap as intake
from intake.entrypoints.http import create_app as intake_app
from intake.settings import IntakeSettings
from notify import bootstrap as notify
from notify.entrypoints.http import create_app as notify_app
from notify.settings import NotifySettings
from review import bootstrap as review
from review.entrypoints.http import create_app as review_app
from review.settings import ReviewSettings
from voting import bootstrap as voting
from voting.entrypoints.http import create_app as voting_app
from voting.settings import VotingSettings

from deploy.local.seed import CAMPAIGN
from deploy.local.stack import ROOT
from tests.integration.voting.crawler import places_of

NOWHERE = "127.0.0.1:9"
"""The applications are only looked at: none is started here."""
Place = tuple[str, str]
"""Method and path."""


def apps() -> dict[str, FastAPI]:
    """The four, as their processes make them."""
    campaigns = Path(ROOT) / "campaigns"
    return {
        "intake": intake_app(intake.HttpParts(IntakeSettings(profile="demo", kafka=NOWHERE, campaigns_dir=campaigns))),
        "review": review_app(review.http_parts(ReviewSettings(profile="demo", kafka=NOWHERE))),
        "voting": voting_app(voting.HttpParts(VotingSettings(profile="demo", kafka=NOWHERE))),
        "notify": notify_app(notify.http_parts(NotifySettings(profile="demo", kafka=NOWHERE, intake_url="http://x"))),
    }


def places(names: Mapping[str, str]) -> Iterator[Place]:
    """Each service's routes and its OpenAPI document, `names` filled in; pages are asked about the demo's campaign."""
    for service, app in apps().items():
        yield "GET", f"/openapi/{service}.json"
        for method, path in places_of(app, names):
            if path != "/openapi.json":
                yield method, path if path.startswith("/api/") else f"{path}?campaign={CAMPAIGN}"
