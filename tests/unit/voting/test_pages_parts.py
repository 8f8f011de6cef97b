"""What the pages reckon themselves: the order of a ballot, votes a second, the verdict of the wall, phases."""

from datetime import UTC, datetime, timedelta

import pytest
from pages.wording import speaking
from voting.entrypoints.pages_order import shuffled
from voting.entrypoints.pages_views import ContestView, EntryLine, in_public_order
from voting.entrypoints.pages_wall import PartitionSeen, wall_of
from voting.entrypoints.pages_watch import RateWatch

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
ENTRIES = [EntryLine(f"e{number}", f"作品{number}", "") for number in range(20)]


def partition(number: int = 0, **changed: object) -> PartitionSeen:
    fields = {
        "partition": number, "counted": 250, "told": 100, "refused": 1, "applied": 9, "end": 10, "head": "ab" * 32,
        "tally_age": 0.4, "picture_age": 0.4, **changed,
    }  # fmt: skip
    return PartitionSeen(**fields)  # type: ignore[arg-type]


def test_a_voter_sees_his_own_order_and_the_same_each_time() -> None:
    mine, yours = shuffled(ENTRIES, "k", "me"), shuffled(ENTRIES, "k", "you")
    assert mine == shuffled(reversed(ENTRIES), "k", "me")
    assert mine != yours
    assert set(mine) == set(yours) == set(ENTRIES)


def test_every_entry_comes_first_for_about_as_many_voters() -> None:
    first = [shuffled(ENTRIES, "k", f"voter-{number}")[0] for number in range(4000)]
    assert all(120 < first.count(entry) < 290 for entry in ENTRIES)


def test_the_rate_is_that_of_the_last_seconds() -> None:
    watch = RateWatch()
    for second in range(20):
        watch.see(NOW + timedelta(seconds=second), {0: 0 if second < 10 else (second - 10) * 5000, 1: 0})
    assert watch.rates() == {0: 5000.0, 1: 0.0}


def test_two_looks_at_once_are_one_and_one_look_gives_no_rate() -> None:
    watch = RateWatch()
    watch.see(NOW, {0: 10})
    watch.see(NOW + timedelta(milliseconds=10), {0: 900})
    assert watch.rates() == {}


def test_a_count_that_falls_during_a_replay_is_no_negative_rate() -> None:
    watch = RateWatch()
    watch.see(NOW, {0: 1000})
    watch.see(NOW + timedelta(seconds=1), {0: 10})
    assert watch.rates() == {0: 0}


def test_after_a_pause_the_rate_starts_anew() -> None:
    watch = RateWatch()
    watch.see(NOW, {0: 0})
    watch.see(NOW + timedelta(minutes=10), {0: 60_000})
    assert watch.rates() == {}


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "good"),
        ({"end": 110}, "warn"),
        ({"end": 9_999}, "bad"),
        ({"end": None}, "warn"),
        ({"picture_age": 11.0}, "bad"),
        ({"tally_age": 5.0}, "warn"),
    ],
)
def test_the_worst_partition_speaks_for_all(changed: dict[str, object], verdict: str) -> None:
    wall = wall_of(NOW, [partition(0), partition(1, **changed)], {}, queue=0)
    assert wall.verdict_level == verdict


def test_a_wall_without_pictures_says_so() -> None:
    with speaking("en"):
        wall = wall_of(NOW, [], {}, queue=0)
    assert (wall.verdict_level, wall.verdict) == ("warn", "No picture yet: the tally may not be running")


def test_the_wall_adds_up_the_partitions() -> None:
    wall = wall_of(NOW, [partition(0), partition(1)], {0: 5000.4, 1: 5000.4}, queue=412)
    assert (wall.counted, wall.refused, wall.rate, wall.queue, wall.lag) == (200, 2, "10,001", "412", "0")


def test_open_contests_come_first() -> None:
    views = [
        ContestView(phase, "题", phase, NOW, NOW, 1, 3, "live", 20) for phase in ("certified", "closed", "soon", "open")
    ]
    assert [one.phase for one in in_public_order(views)] == ["open", "soon", "closed", "certified"]
