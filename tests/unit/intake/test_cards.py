"""The share card of the call."""

from datetime import timedelta

from tests.unit.intake.door import NOON, Door
from tests.unit.share_tags import is_card, picture_of, said_by


def test_the_call_says_what_is_asked_for_and_until_when() -> None:
    door = Door()
    rules = door.opens()
    door.opens("k-past", title="往年征集", submissions_close_at=NOON - timedelta(minutes=1))
    reader = door.browser()
    page = reader.get("/?campaign=k-2026").text
    assert said_by(page)["og:title"] == rules.title
    assert said_by(page)["description"] == "征集一句表述语，16 字以内 · 2096年6月1日 — 2096年6月2日"
    assert said_by(page)["og:url"] == "http://localhost:8080/?campaign=k-2026"
    assert said_by(reader.get("/").text)["description"].startswith("征集已截止")
    assert is_card(reader.get(picture_of(page)))


def test_without_a_campaign_there_is_no_card() -> None:
    assert Door().browser().get("/submit/card.png").status_code == 404
