"""Another weighing tried on a certified vote: it shows what would have been and changes nothing."""

from tests.unit.review.late_play import CAMPAIGN, Late

PREVIEW = f"/api/v1/review/{CAMPAIGN}/composite/preview"
PAGE = "/office/contest/weighing"


def test_the_composite_under_another_weighing() -> None:
    late = Late()
    before = late.ask("GET", f"/api/v1/review/{CAMPAIGN}/composite", "organiser").json()
    tried = late.ask("GET", f"{PREVIEW}?public_weight=1&normalisation=share&cap=48", "organiser").json()
    assert (tried["public_weight"], tried["normalisation"], tried["cap"]) == ("1", "share", 48)
    assert [line["public"] for line in tried["entries"]][:3] == ["100.0000"] * 3
    assert late.ask("GET", f"/api/v1/review/{CAMPAIGN}/composite", "organiser").json() == before


def test_a_running_vote_is_nothing_to_try_weights_on() -> None:
    late = Late()
    late.selection.result = None
    assert late.code("GET", PREVIEW, "organiser") == (409, "contest-not-certified")
    assert "还没有已核定的投票结果" in late.ask("GET", PAGE, "organiser").text


def test_the_page_shows_both_ranks_and_keeps_what_was_typed() -> None:
    page = Late().ask("GET", f"{PAGE}?of={CAMPAIGN}&public_weight=0.7&normalisation=rank&cap=", "organiser").text
    assert "示例作品0" in page
    assert 'value="0.7"' in page
    assert "试算名次" in page


def test_only_the_office_tries() -> None:
    assert Late().code("GET", PREVIEW, "screener") == (403, "role-forbidden")
