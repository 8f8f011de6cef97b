"""Share cards: what the page says of itself, and how long its picture may be kept."""

from pathlib import Path

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from pages import Pages, install_pages, site_of
from pages.sharing import Card, card_picture
from pages.wording import t
from plumbing.http import build_app
from plumbing.settings import ProcessSettings

from tests.unit.png import size_of
from tests.unit.share_tags import said_by

NASTY = '山海"><script>alert(1)</script>&amp; #let x'


def card() -> Card:
    return Card("/x/1", "/x/1/card.png?a=b", t("公告", "Call"), NASTY, t("写一句话", "Write a line"), "2026")


def app_at(address: str, templates: Path) -> FastAPI:
    (templates / "x.html").write_text('{% extends "base.html" %}{% block title %}x{% endblock %}')
    settings = ProcessSettings(profile="demo", public_url=address)
    app = build_app(title="x", settings=settings, lifespan=None, checks={})
    app.state.pages = Pages(templates, service="x", site=site_of(settings))
    install_pages(app, app.state.pages)

    async def page(request: Request) -> Response:
        pages: Pages = app.state.pages
        return pages.render(request, "x.html", sharing=card if request.url.path == "/x/1" else None)

    async def picture(request: Request) -> Response:
        return await card_picture(request, card)

    for path, endpoint in {"/x/1": page, "/x/2": page, "/x/1/card.png": picture}.items():
        app.add_api_route(path, endpoint)
    return app


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    return TestClient(app_at("https://zhengji.example/", tmp_path), headers={"Accept": "text/html"})


def test_every_address_is_whole_and_what_somebody_wrote_is_text(browser: TestClient) -> None:
    page = browser.get("/x/1").text
    said = said_by(page)
    assert "<script>alert" not in page
    assert said["og:title"] == said["itemprop:name"] == NASTY
    assert said["og:url"] == "https://zhengji.example/x/1"
    assert said["og:image"] == said["itemprop:image"]
    assert said["og:image"].startswith("https://zhengji.example/x/1/card.png?a=b&lang=zh&v=")
    assert said["description"] == said["og:description"] == "写一句话 · 2026"
    assert (said["og:type"], said["twitter:card"]) == ("website", "summary_large_image")


def test_a_page_that_is_not_passed_on_says_nothing(browser: TestClient) -> None:
    assert not any(name.startswith("og:") for name in said_by(browser.get("/x/2").text))


def test_each_language_has_a_card_of_its_own_whoever_asks_for_it(browser: TestClient) -> None:
    zh, en = (
        said_by(browser.get("/x/1", headers={"Accept-Language": one}).text)["og:image"].removeprefix(
            "https://zhengji.example"
        )
        for one in ("zh", "en")
    )
    drawn = [browser.get(one, headers={"Accept-Language": "fr, en"}) for one in (zh, en)]
    assert [size_of(one.content) for one in drawn] == [(1200, 630)] * 2
    assert drawn[0].content != drawn[1].content
    assert {one.headers["cache-control"] for one in drawn} == {"public, max-age=2592000, immutable"}


def test_another_revision_is_the_present_card_and_not_kept_for_long(browser: TestClient) -> None:
    old = browser.get("/x/1/card.png?a=b&lang=zh&v=0123456789abcdef")
    assert (old.status_code, old.headers["cache-control"]) == (200, "public, max-age=600")
    again = browser.get("/x/1/card.png", headers={"If-None-Match": old.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
