"""An account that is bound to a campaign works on that campaign only, whichever way a page is asked for."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from plumbing.clock import FixedClock
from plumbing.settings import demo_secret
from plumbing.tokens import Session, SessionSigner
from review.bootstrap import http_parts
from review.entrypoints.http import create_app
from review.settings import ReviewSettings

from tests.unit.applications import application
from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play

PICK = {"decision": "pass", "picked": "e0|undecided"}


@pytest.fixture
def client() -> TestClient:
    """The application over a state that was folded by hand; its log is not connected."""
    parts = http_parts(ReviewSettings(profile="demo"), FixedClock(NOON))
    parts.desk.state.campaigns.update(Play().discussed().state.campaigns)
    return TestClient(application(create_app, parts), follow_redirects=False)


def bearer(role: str, campaign: str | None) -> dict[str, str]:
    session = Session("somebody", role, campaign, None, NOON + timedelta(hours=1))
    return {"Authorization": f"Bearer {SessionSigner(demo_secret('session_seed')).sign(session, NOON)}"}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/office", None),
        ("/office/comments", None),
        ("/office/finalists", None),
        ("/office/screenings", PICK),
        ("/office/discussion", {"act": "end"}),
        ("/office/contest/nominees", {"campaign": CAMPAIGN}),
    ],
)
def test_a_bound_account_sees_and_changes_nothing_of_another_campaign(
    client: TestClient, path: str, form: dict[str, str] | None
) -> None:
    elsewhere = bearer("organiser", "elsewhere")
    method = "GET" if form is None else "POST"
    unnamed = client.request(method, path, data=form, headers=elsewhere)
    named = client.request(method, f"{path}?campaign={CAMPAIGN}", data=form, headers=elsewhere)
    assert (unnamed.status_code, named.status_code) == (404, 403)


def test_the_same_pages_open_for_whoever_belongs_there(client: TestClient) -> None:
    paths = ("/office", "/office/comments", "/office/discussion", "/office/finalists", f"/entries/{CAMPAIGN}/e0")
    for owner in (CAMPAIGN, None):
        answers = [client.get(path, headers=bearer("organiser", owner)).status_code for path in paths]
        assert answers == [200] * len(paths)


def test_no_page_and_no_answer_shows_an_author(client: TestClient) -> None:
    office = bearer("organiser", None)
    paths = ("/entries", f"/entries/{CAMPAIGN}/e0", f"/api/v1/discussion/{CAMPAIGN}/entries", "/office?show=all")
    texts = [client.get(path, headers=office).text for path in (*paths, f"/api/v1/review/{CAMPAIGN}/entries")]
    assert all("示例作品0" in text for text in texts)
    assert [text for text in texts if "author" in text.replace("The author", "")] == []
