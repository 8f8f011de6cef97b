"""长辈版 and the foot of the page, as a reader gets them."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pages import Pages, install_pages, site_of
from pages.site import Site
from plumbing.settings import ProcessSettings

SITE = Site("示例市征集活动办公室", "0518-0000000", "苏ICP备00000000号", "苏公网安备 00000000000000号")


def reader(tmp_path: Path, site: Site | None = None) -> TestClient:
    app = FastAPI()
    app.state.pages = Pages(tmp_path, service="intake", site=site)
    install_pages(app, app.state.pages)
    return TestClient(app, follow_redirects=False)


def test_the_page_of_that_name_is_in_that_size_and_keeps_it(tmp_path: Path) -> None:
    somebody = reader(tmp_path)
    page = somebody.get("/elder")
    assert (page.status_code, "<title>长辈版 · 征集</title>" in page.text) == (200, True)
    assert '<html lang="zh-CN" class="elder">' in page.text
    assert somebody.cookies["zj_reading"] == "elder"
    assert "标准版" in page.text


def test_the_size_is_kept_for_a_year_and_the_reader_goes_back(tmp_path: Path) -> None:
    somebody = reader(tmp_path)
    kept = somebody.get("/reading", params={"to": "elder", "back": "/vote/x?y=1"})
    assert (kept.status_code, kept.headers["location"]) == (303, "/vote/x?y=1")
    assert "Max-Age=31536000" in kept.headers["set-cookie"]
    assert somebody.get("/reading", params={"to": "standard"}).headers["location"] == "/"
    assert somebody.cookies["zj_reading"] == "standard"


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_nobody_is_led_to_another_site(tmp_path: Path, back: str) -> None:
    assert reader(tmp_path).get("/reading", params={"to": "elder", "back": back}).headers["location"] == "/"


def test_a_form_goes_on_as_it_is_to_where_it_was_shown(tmp_path: Path) -> None:
    sent = reader(tmp_path).post("/reading?to=elder&back=/form?x=1", data={"text": "写了很久"})
    assert (sent.status_code, sent.headers["location"]) == (307, "/form?x=1")
    assert "zj_reading=elder" in sent.headers["set-cookie"]
    assert reader(tmp_path).post("/language?to=en&back=//elsewhere.example").headers["location"] == "/"


def test_a_size_that_there_is_not_is_refused(tmp_path: Path) -> None:
    assert reader(tmp_path).get("/reading", params={"to": "huge"}).status_code == 422


def test_the_foot_says_who_runs_the_site_and_under_which_numbers(tmp_path: Path) -> None:
    page = reader(tmp_path, SITE).get("/elder").text
    assert "主办单位：示例市征集活动办公室" in page
    assert '<a href="tel:0518-0000000">' in page
    assert 'href="https://beian.miit.gov.cn/" rel="noopener external">苏ICP备00000000号</a>' in page
    assert "webSearch?code=00000000000000" in page


def test_what_is_not_stated_is_not_shown(tmp_path: Path) -> None:
    page = reader(tmp_path).get("/elder").text
    assert "主办单位" not in page
    assert "beian" not in page


def test_the_environment_states_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZJ_SITE_ICP", "苏ICP备00000000号")
    assert site_of(ProcessSettings(profile="demo")) == Site(icp="苏ICP备00000000号")
