"""The figures of a bulletin are those of the log up to one place, and of nothing else."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notify.domain.bulletin_tables import tables_of
from notify.domain.facts import EntryListed, Fact, UnitKnown
from notify.domain.figures import AwardCount, Count, Counted, UnitCount, figures_of
from notify.domain.ledger import Learned, Ledger
from notify.handlers.journal import decode, encode

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import AT, learned

UNITS = (UnitKnown("haizhou", "海州区", 8, 10), UnitKnown("donghai", "东海县", 8, 10))
WEB: dict[str, Any] = {"channel": "web", "submitted_at": facts.OPENS}
SHEET: dict[str, Any] = {"channel": "unit", "unit_id": "donghai", "submitted_at": facts.OPENS + timedelta(days=2)}
STORY: list[Fact] = [
    replace(facts.campaign(), units=UNITS),
    facts.received(entry_id="e1", **WEB),
    facts.received(entry_id="e2", **SHEET),
    facts.received("e2", entry_id="e3", **SHEET),
    facts.received(entry_id="e4", **WEB),
    facts.received(entry_id="e4", version=2, withdrawn=True, **WEB),
    facts.received(entry_id="e5"),
    EntryListed("lyg-demo", "e1", "nominee", facts.PHRASE, facts.AUTHOR),
    EntryListed("lyg-demo", "e2", "nominee", facts.PHRASE, facts.AUTHOR, in_place_of="e1"),
    facts.vote_called(),
    facts.vote_certified(),
    facts.prize("excellent", 2000, entry_id="e2"),
    facts.prize("excellent", 2000, entry_id="e3"),
]


def history(told: list[Fact] = STORY) -> list[Counted]:
    return [Counted(offset, AT, fact) for offset, fact in enumerate(told)]


def test_entries_are_counted_as_they_stand() -> None:
    figures = figures_of(history())
    assert (figures.received, figures.withdrawn, figures.standing, figures.repeated) == (5, 1, 4, 1)
    assert figures.channels == (Count("unit", 2), Count("", 1), Count("web", 1))
    assert figures.days == (Count("", 1), Count("2020-04-07", 1), Count("2020-04-09", 2))


def test_every_unit_of_the_rules_is_listed_and_one_that_they_lack_too() -> None:
    known = UnitCount("haizhou", "海州区", 0, 8, 10), UnitCount("donghai", "东海县", 2, 8, 10)
    assert figures_of(history()).units == known
    stray = facts.received(entry_id="e9", **{**SHEET, "unit_id": "elsewhere"})
    assert figures_of(history([*STORY, stray])).units == (*known, UnitCount("elsewhere", "elsewhere", 1, None, None))


def test_a_work_that_left_a_list_is_not_counted_on_it() -> None:
    assert figures_of(history()).tiers == (Count("nominee", 1),)


def test_votes_are_those_certified_and_awards_those_released() -> None:
    figures = figures_of(history())
    assert [(one.title, one.counted) for one in figures.votes] == [("提名作品群众投票", 3000)]
    assert figures.awards == (AwardCount("excellent", 2, 4000),)
    assert figures_of(history(STORY[:10])).votes == ()


def test_of_nothing_there_are_no_figures() -> None:
    with pytest.raises(ValueError, match="nothing is known"):
        figures_of([])


@given(st.integers(0, len(STORY) - 1))
def test_the_same_log_up_to_a_place_gives_the_same_figures_whatever_follows(offset: int) -> None:
    whole, part = Ledger(), Ledger()
    for place, fact in enumerate(STORY):
        whole.apply(learned(fact, f"f{place}"), place)
        if place <= offset:
            part.apply(learned(fact, f"f{place}"), place)
    later = whole.gazette.figures("lyg-demo", offset, AT + timedelta(days=9))
    at_the_time = part.gazette.figures("lyg-demo", offset, AT)
    assert later is not None
    assert replace(later, moment=AT) == at_the_time == figures_of(history(STORY[: offset + 1]), AT)


def test_the_newest_figures_are_those_of_now_and_older_ones_of_their_last_event() -> None:
    ledger = Ledger()
    ledger.apply(learned(STORY[0], "f0"), 4)
    ledger.apply(learned(STORY[1], "f1"), 9)
    now = AT + timedelta(days=1)
    newest, older = ledger.gazette.figures("lyg-demo", None, now), ledger.gazette.figures("lyg-demo", 8, now)
    assert newest is not None
    assert older is not None
    assert (newest.offset, newest.moment, newest.received) == (9, now, 1)
    assert (older.offset, older.moment, older.received) == (4, AT, 0)
    assert ledger.gazette.figures("another", None, now) is None
    assert ledger.gazette.figures("lyg-demo", 3, now) is None


def test_what_an_older_release_learned_is_counted_and_called_not_recorded() -> None:
    older = json.loads(encode(learned(facts.received(), "old")))
    for name in ("channel", "unit_id", "submitted_at"):
        del older["fact"][name]
    event = decode(json.dumps(older).encode())
    assert isinstance(event, Learned)
    figures = figures_of([Counted(0, event.at, event.fact)])
    assert (figures.channels, figures.days) == ((Count("", 1),), (Count("", 1),))
    said = [row[0] for table in tables_of(figures, ("channels", "days")) for row in table.rows]
    assert said == [("未记载", "not recorded")] * 2
