"""The share cards of a contest: no figure of votes is on them, whatever the board shows."""

import re
from typing import get_args

import pytest
from pages.wording import speaking
from voting.entrypoints.pages_cards import ballot_card, board_card
from voting.entrypoints.pages_views import Phase

from tests.unit.share_tags import is_card, picture_of, said_by
from tests.unit.voting.test_pages_routes import Filled, browser


@pytest.mark.parametrize("page", ["/vote/k", "/results/k"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_ballot_and_board_have_a_card(page: str, language: str) -> None:
    reader = browser(Filled())
    shown = reader.get(page, headers={"Accept-Language": language}).text
    assert said_by(shown)["og:url"] == f"http://localhost:8080{page}"
    assert said_by(shown)["og:title"] == "示例投票"
    assert is_card(reader.get(picture_of(shown)))


@pytest.mark.parametrize("phase", get_args(Phase))
def test_the_board_s_card_has_no_figure_but_its_dates(phase: Phase) -> None:
    for language in ("zh", "en"):
        with speaking(language):
            card = board_card(Filled(phase).view)
        assert re.findall(r"\d", card.kind + card.title + card.line) == []
        assert "2026" in card.dates


def test_the_ballot_s_card_says_what_one_can_do() -> None:
    assert ballot_card(Filled("open").view).line == "请选 1 至 3 件您认可的作品"
    assert ballot_card(Filled("certified").view).line == "投票已截止，看看结果"


@pytest.mark.parametrize("path", ["/vote/other/card.png", "/results/other/card.png"])
def test_there_is_no_card_of_nothing(path: str) -> None:
    assert browser(Filled()).get(path).status_code == 404
