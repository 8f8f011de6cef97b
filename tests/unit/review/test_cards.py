"""The share cards of review: of what everybody may read, and of nothing else."""

from typing import Any

import pytest
from review.domain.article_events import ArticleReviewed, ArticleWritten

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play
from tests.unit.review.late_play import CAMPAIGN as LATE
from tests.unit.review.late_play import Late
from tests.unit.review.office_play import office
from tests.unit.share_tags import is_card, picture_of, said_by


def read(play: Play, path: str) -> Any:
    return office(play).client.get(path, headers={"Accept": "text/html"})


def with_article(*reviewers: str) -> Play:
    play = Play()
    play.fold(ArticleWritten(CAMPAIGN, "a1", "editorial", "示例标题", "正文", 0, "zuo", NOON))
    for actor in reviewers:
        play.fold(ArticleReviewed(CAMPAIGN, "a1", 1, "pass", "", actor, NOON))
    return play


def test_an_entry_under_discussion_has_its_slogan_on_its_card() -> None:
    play = Play().discussed()
    entry = next(iter(play.campaign.discussed()))
    page = read(play, f"/entries/{CAMPAIGN}/{entry.entry_id}").text
    assert said_by(page)["og:title"] == entry.phrase
    assert is_card(read(play, picture_of(page)))


def test_an_article_has_its_headline_on_its_card_once_it_is_published() -> None:
    play = with_article("yi", "er", "san")
    page = read(play, f"/articles/{CAMPAIGN}/a1").text
    assert said_by(page)["og:title"] == "示例标题"
    assert is_card(read(play, picture_of(page)))
    assert read(with_article("yi", "er"), f"/articles/{CAMPAIGN}/a1/card.png").status_code == 404


@pytest.mark.parametrize("path", [f"/entries/{CAMPAIGN}/e1/card.png", "/entries/other/e1/card.png"])
def test_what_is_not_published_has_no_card(path: str) -> None:
    assert read(Play(), path).status_code == 404


def test_the_outcome_s_card_says_what_the_page_says_and_not_before() -> None:
    late = Late()
    page, body = f"/outcome?campaign={LATE}", {"entry_id": "e01", "statement": "确定为中选作品"}
    titles = [said_by(late.ask("GET", page, "").text)["og:title"]]
    assert late.ask("POST", f"/api/v1/decision/{LATE}", "leader:li", body).status_code == 201
    titles.append(said_by(late.ask("GET", page, "").text)["og:title"])
    assert titles == [late.campaign.rules.title, late.campaign.entries["e01"].phrase]
    assert is_card(late.ask("GET", picture_of(late.ask("GET", page, "").text), ""))
