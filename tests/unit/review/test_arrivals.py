"""Later versions of an entry: what they change before publication, and what they leave alone after it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from review.domain.events import EntriesPublished, EntriesTakenBack, EntryReceived, FinalistsChosen, ScreeningLine
from review.domain.fold import Accepted, Refused, Verdict
from review.domain.funnel import funnel_of

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play, received

GONE: dict[str, Any] = {"withdrawn_at": NOON + timedelta(hours=1)}


def version(number: int, which: int, **changes: Any) -> EntryReceived:
    return replace(received(number), **{"version": which, **changes})


def publish(play: Play, *ids: str) -> Verdict:
    return play.fold(EntriesPublished(CAMPAIGN, ids, "office", NOON))


def passed(*numbers: int) -> Play:
    play = Play()
    play.screen(*(ScreeningLine(f"e{number}", "pass") for number in numbers))
    return play


def test_the_highest_version_holds_in_whatever_order_they_come() -> None:
    play = Play()
    play.fold(version(0, 3, phrase="三"))
    assert play.fold(version(0, 2, phrase="二")) == Accepted(changed=False)
    assert play.campaign.entries["e0"].phrase == "三"


def test_a_decision_does_not_outlive_the_text_that_it_was_taken_on() -> None:
    play = passed(0, 1)
    play.fold(version(0, 2, phrase="新"))
    play.fold(version(1, 2))
    entries = play.campaign.entries
    assert [(entries[one].status, len(entries[one].screenings)) for one in ("e0", "e1")] == [
        ("undecided", 1), ("passed", 1),
    ]  # fmt: skip
    assert publish(play, "e0") == Refused("entry-not-passed", ("e0",))


def test_an_entry_that_was_rejected_as_a_repeat_waits_again_once_it_stands_itself() -> None:
    play = Play()
    play.screen(ScreeningLine("e5", "reject", "重复"))
    play.fold(version(0, 2, **GONE))
    play.fold(version(5, 2, duplicate_of=None))
    entries = play.campaign.entries
    assert (entries["e0"].status, entries["e5"].status, entries["e5"].standing) == (
        "withdrawn", "undecided", "undecided",
    )  # fmt: skip
    assert play.screen(ScreeningLine("e5", "pass")) == Accepted(True, ("e5",))


def test_a_withdrawn_entry_leaves_the_queue_and_is_decided_on_no_more() -> None:
    play = passed(0)
    play.fold(version(0, 2, **GONE))
    answer = play.screen(ScreeningLine("e0", "reject", "理由"))
    assert isinstance(answer, Accepted)
    assert [one.code for one in answer.refused] == ["entry-withdrawn-by-author"]
    assert publish(play, "e0") == Refused("entry-not-passed", ("e0",))
    assert (funnel_of(play.campaign).submitted, funnel_of(play.campaign).unique, funnel_of(play.campaign).passed) == (
        6, 4, 0,
    )  # fmt: skip


def test_what_people_discuss_is_not_changed_beneath_them_until_it_is_taken_back() -> None:
    play = passed(0)
    publish(play, "e0")
    play.fold(version(0, 2, phrase="新"))
    entry = play.campaign.entries["e0"]
    assert (entry.phrase, entry.status, entry.held_back is not None) == ("示例作品0", "discussed", True)
    play.fold(EntriesTakenBack(CAMPAIGN, ("e0",), "office", NOON))
    assert (entry.phrase, entry.status, entry.held_back) == ("新", "undecided", None)


def test_a_withdrawn_entry_leaves_the_discussion_and_comes_back_with_its_decision() -> None:
    play = passed(0)
    publish(play, "e0")
    play.fold(version(0, 2, **GONE))
    assert ([one.entry_id for one in play.campaign.discussed()], play.campaign.entries["e0"].status) == (
        [],
        "withdrawn",
    )
    play.fold(version(0, 3))
    assert play.campaign.entries["e0"].status == "passed"


def test_a_finalist_keeps_its_place_until_the_office_withdraws_it_there() -> None:
    play = passed(0, 1)
    publish(play, "e0", "e1")
    play.fold(FinalistsChosen(CAMPAIGN, ("e0", "e1"), "office", NOON))
    play.fold(version(0, 2, **GONE))
    entry = play.campaign.entries["e0"]
    assert (entry.status, entry.discussed, entry.withdrawn_at) == ("finalist", True, GONE["withdrawn_at"])
    assert play.campaign.finalists == ("e0", "e1")
