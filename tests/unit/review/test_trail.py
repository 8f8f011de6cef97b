"""The audit trail of review: who is in it and who is not, and what the office reads of it."""

from dataclasses import fields, replace

from review.domain.events import ScreeningLine
from review.domain.fold import event_types
from review.domain.panel import Sheet
from review.domain.panel_events import PanelSeated, ScoresGiven
from review.domain.trail import PERSON, UNTOLD
from review.entrypoints.trail_words import ACTS

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play
from tests.unit.review.office_play import office
from tests.unit.review.selection_play import sheet


def names() -> dict[str, set[str]]:
    """Every event by its name, with its fields."""
    found = {}
    for kind in event_types():
        own = {one.name: one for one in fields(kind)}
        found[str(own["what"].default)] = set(own)
    return found


def test_every_event_of_a_person_has_its_words_and_every_other_one_is_left_out_on_purpose() -> None:
    told = {what for what, own in names().items() if own & set(PERSON) and what not in UNTOLD}
    assert told == set(ACTS)
    assert set(names()) - told <= UNTOLD


def test_acts_stand_in_the_order_of_the_log_with_what_was_taken_and_why() -> None:
    play = Play().discussed()
    play.screen(ScreeningLine("e4", "reject", "未突出特色"), ScreeningLine("e99", "pass"), actor="qian")
    acts = [(act.what, act.actor, act.count) for act in play.campaign.trail]
    assert acts == [
        ("entries-screened", "screener", 4),
        ("entries-published", "office", 4),
        ("entries-screened", "qian", 1),
    ]


def test_what_is_refused_or_only_repeats_is_no_act() -> None:
    play = Play().discussed()
    before = len(play.campaign.trail)
    play.publish("e0", "e1", "e2", "e3")
    play.choose("e0")
    assert len(play.campaign.trail) == before


def test_of_a_judge_it_says_how_many_sheets_and_no_mark() -> None:
    play = Play().discussed()
    play.choose("e0", "e1")
    play.fold(PanelSeated(CAMPAIGN, ("chen",), (), "office", NOON))
    sheets: tuple[Sheet, ...] = (sheet("e0", 97), sheet("e1", 88))
    play.fold(ScoresGiven(CAMPAIGN, "chen", sheets, NOON))
    act = play.campaign.trail[-1]
    assert (act.what, act.actor, act.count) == ("scores-given", "chen", 2)
    assert not {"97", "88"} & set(str(act).split())


def test_citizens_are_not_in_it() -> None:
    play = Play().discussed()
    play.comment("e0", author="citizen-1")
    assert "citizen-1" not in {act.actor for act in play.campaign.trail}


def test_the_office_reads_it_the_latest_first_and_by_person() -> None:
    play = Play().discussed()
    play.screen(ScreeningLine("e4", "reject", "未突出<b>特色"), actor="qian")
    it = office(play)
    page = it.get(f"/office/trail?campaign={CAMPAIGN}").text
    assert page.index("qian</span>") < page.index("公开作品供讨论")
    of_qian = it.get(f"/api/v1/review/{CAMPAIGN}/trail?by=qian").json()
    assert (of_qian["total"], [act["what"] for act in of_qian["acts"]]) == (1, ["entries-screened"])
    assert it.get(f"/office/trail?campaign={CAMPAIGN}", role="screener").status_code == 403


def test_it_is_turned_over_a_hundred_at_a_time() -> None:
    play = Play().discussed()
    line = play.campaign.trail[0]
    play.campaign.trail.extend(replace(line, actor=f"clerk-{number:03}") for number in range(150))
    it = office(play)
    first, second = (it.get(f"/office/trail?campaign={CAMPAIGN}{more}").text for more in ("", "&skip=100"))
    assert ("clerk-050</span>" in first, "clerk-049</span>" in first) == (True, False)
    assert ("clerk-049</span>" in second, 'rel="prev"' in second, 'rel="next"' in second) == (True, True, False)
