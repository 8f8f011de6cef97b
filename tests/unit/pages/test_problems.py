"""A problem as a page: what a reader is told to do next."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pages import Pages, install_pages
from plumbing.problems import Problem, install_problem_handlers


def reader(tmp_path: Path, **headers: str) -> TestClient:
    """Somebody at an application in which everything is too much."""
    app = FastAPI()
    install_problem_handlers(app)
    app.state.pages = Pages(tmp_path, service="intake")
    install_pages(app, app.state.pages)

    @app.api_route("/form", methods=["GET", "POST"])
    async def form() -> None:
        raise Problem("caller-limit", 429, "请求过多。", "Too many requests.", headers=headers)

    return TestClient(app, headers={"Accept": "text/html", "Accept-Language": "zh-CN"})


@pytest.mark.parametrize(
    ("seconds", "said"), [("45", "请过 45 秒"), ("90", "请过 90 秒"), ("91", "请过 2 分钟"), ("3600", "请过 60 分钟")]
)
def test_whoever_is_over_the_limit_is_told_when_to_come_back(tmp_path: Path, seconds: str, said: str) -> None:
    page = reader(tmp_path, **{"Retry-After": seconds}).get("/form")
    assert (page.status_code, page.headers["retry-after"], said in page.text) == (429, seconds, True)
    assert ('href="/form"' in page.text, "用浏览器的" in page.text) == (True, False)


@pytest.mark.parametrize(
    ("came", "back"),
    [("http://testserver/page?x=1", "/page?x=1"), ("http://elsewhere.example/page", "/form"), ("", "/form"),
     ("http://testserver//elsewhere.example", "/form")],
)  # fmt: skip
def test_one_goes_back_to_the_page_whose_form_was_sent(tmp_path: Path, came: str, back: str) -> None:
    page = reader(tmp_path).post("/form", headers={"Referer": came}).text
    assert f'<a class="button" href="{back}">再试一次' in page


def test_what_was_written_is_said_to_be_there_still(tmp_path: Path) -> None:
    page = reader(tmp_path).post("/form").text
    assert ("用浏览器的“返回”回到上一页就能看到" in page, "请过" in page) == (True, False)
