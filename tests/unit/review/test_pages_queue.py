"""The office's list of entries: what it can be narrowed to, and one entry beside what it is like."""

from dataclasses import replace

from review.domain.events import CampaignLearned
from review.domain.rules import Rules, Unit

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received
from tests.unit.review.office_play import Office, office

API = f"/api/v1/review/{CAMPAIGN}/entries"


def narrowed() -> Office:
    play = Play()
    play.fold(CampaignLearned(CAMPAIGN, Rules(revision=2, finalists=2, units=(Unit("haizhou", "海州区"),)), NOON))
    play.fold(replace(received(20), phrase="山海连云 奋楫争先", unit_id="haizhou", channel="unit"))
    play.fold(replace(received(21), phrase="奋楫争先 山海连云", explanation="请加微信", channel="letter"))
    return office(play)


def test_a_list_is_narrowed_by_unit_channel_text_likeness_and_words() -> None:
    it = narrowed()
    asked = {
        "unit=haizhou": ["e20"], "channel=letter": ["e21"], "q=山海": ["e20", "e21"], "sensitive=true": ["e21"],
        "q=山海&like=true": ["e20", "e21"], "like=true&channel=unit": ["e20"], "unit=nobody": [],
        "unit=&q=奋楫争先 山": ["e21"],
    }  # fmt: skip
    got = {query: [one["entry_id"] for one in it.get(f"{API}?{query}").json()["entries"]] for query in asked}
    assert got == asked


def test_the_answer_names_what_an_entry_is_like_and_why() -> None:
    (first, _) = narrowed().get(f"{API}?q=山海").json()["entries"]
    assert [(one["reason"], one["entry_id"], one["text"]) for one in first["likeness"]] == [
        ("order", "e21", "奋楫争先 山海连云")
    ]


def test_the_list_keeps_what_it_was_narrowed_to_after_a_decision() -> None:
    it = narrowed()
    form = {"decision": "pass", "picked": "e20|undecided", "q": "山海", "like": "true"}
    back = it.post(f"/office/screenings?campaign={CAMPAIGN}", data=form).headers["location"]
    assert back.endswith("show=undecided&done=1&q=%E5%B1%B1%E6%B5%B7&like=true")
    page = it.get(back).text
    assert "已处理：1" in page
    assert "e21|undecided" in page
    assert "e0|undecided" not in page


def test_an_entry_stands_beside_what_it_is_like_with_the_difference_marked() -> None:
    it = narrowed()
    page = it.get(f"/office/entries/e21?campaign={CAMPAIGN}", "screener").text
    assert "语序不同" in page
    assert "<mark>加微信</mark>" in page
    assert f'href="/office/entries/e20?campaign={CAMPAIGN}"' in page
    assert it.get(f"/office/entries/e99?campaign={CAMPAIGN}").status_code == 404
    assert it.get(f"/office/entries/e21?campaign={CAMPAIGN}", "judge").status_code == 403
