"""Small rules of the vote: choices, terms, standings, what the embargo lets through."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from voting.domain.choices import checked
from voting.domain.contests import Candidate, Contests, Embargo, Terms
from voting.domain.embargo import Count, shown
from voting.domain.standings import Standing, ranked, summed

NOW = datetime(2026, 6, 10, 15, 59, tzinfo=UTC)


def terms(**changed: Any) -> Terms:
    fields: dict[str, Any] = {
        "campaign_id": "c", "contest_id": "k", "revision": 1, "title": "示例投票", "opens_at": NOW,
        "closes_at": NOW + timedelta(hours=1), "choices_min": 1, "choices_max": 2, "period": "contest",
        "embargo": "live", "entries": tuple(Candidate(f"e{n}", f"示例作品{n}", "") for n in range(3)), **changed,
    }  # fmt: skip
    return Terms(**fields)


@pytest.mark.parametrize("entries", [[], ["e0", "e1", "e2"], ["e0", "e0"], ["other"], [1], [["e0"]], "e0", None])
def test_choices_outside_the_terms_are_refused(entries: Any) -> None:
    assert checked(terms(), entries) is None


def test_choices_within_the_terms_are_kept_in_their_order() -> None:
    assert checked(terms(), ["e2", "e0"]) == ("e2", "e0")


def test_the_highest_revision_holds_whatever_comes_last() -> None:
    contests = Contests()
    for revision, end in ((2, timedelta(hours=2)), (1, timedelta(hours=1))):
        contests.learn(terms(revision=revision, closes_at=NOW + end))
    found = contests.find("k")
    assert found is not None
    assert found.closes_at == NOW + timedelta(hours=2)


def test_a_contest_is_open_from_its_first_moment_to_before_its_last() -> None:
    moments = [NOW - timedelta(seconds=1), NOW, NOW + timedelta(minutes=59), NOW + timedelta(hours=1)]
    assert [terms().phase(at) for at in moments] == ["soon", "open", "open", "closed"]


def test_a_day_begins_at_midnight_in_shanghai() -> None:
    daily = terms(period="day")
    days = [daily.period_key(NOW), daily.period_key(NOW + timedelta(minutes=1)), terms().period_key(NOW)]
    assert days == ["2026-06-10", "2026-06-11", "contest"]


def test_equal_votes_share_a_rank_and_an_entry_without_votes_is_there() -> None:
    votes = summed([{"e1": 2, "e0": 1}, {"e0": 1}])
    assert ranked(["e0", "e1", "e2"], votes) == [Standing("e0", 2, 1), Standing("e1", 2, 1), Standing("e2", 0, 3)]


@pytest.mark.parametrize(
    ("embargo", "counted", "votes"),
    [("live", 9, [7, 2]), ("delayed", 4, [3, 1]), ("ranks", None, [None, None]), ("hidden", None, [])],
)
def test_the_embargo_lets_through_what_it_says(embargo: Embargo, counted: int | None, votes: list[int | None]) -> None:
    now = Count(9, (Standing("e0", 7, 1), Standing("e1", 2, 2)), NOW)
    earlier = Count(4, (Standing("e0", 3, 1), Standing("e1", 1, 2)), NOW - timedelta(minutes=10))
    seen = shown(embargo, now, earlier)
    assert (seen.counted, [place.votes for place in seen.places]) == (counted, votes)


def test_a_delayed_board_shows_nothing_as_long_as_nothing_is_old_enough() -> None:
    seen = shown("delayed", Count(9, (Standing("e0", 9, 1),), NOW), None)
    assert (seen.counted, seen.places, seen.as_of) == (None, (), None)
