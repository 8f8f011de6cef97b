"""The votes that every counting program is given, and the stopwatch that ends it."""

import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from benchmarks.electorate import choices_of, ids_of, totals_of

COUNTING = """
from benchmarks.rivals.stopwatch import Stopwatch, Task
counts = {"e00": 7}
watch = Stopwatch(Task.given(), counts)
while True:
    watch.counted(%d)
"""


@pytest.mark.parametrize("voters", [0, 1, 59, 60, 61, 1234])
def test_totals_are_what_counting_every_vote_gives(voters: int) -> None:
    counted = Counter(entry for voter in range(voters) for entry in choices_of(voter))

    assert {entry: votes for entry, votes in totals_of(voters).items() if votes} == counted


def test_choices_are_one_to_three_different_entries_and_ids_are_nobody_elses() -> None:
    ballots = [choices_of(voter) for voter in range(60)]

    assert {len(ballot) for ballot in ballots} == {1, 2, 3}
    assert all(len(set(ballot)) == len(ballot) for ballot in ballots)
    assert len({name for voter in range(1000) for name in ids_of(voter)}) == 2000


@pytest.mark.parametrize("step", [1, 700])
def test_a_counting_program_ends_with_its_last_vote_and_says_what_it_did(step: int) -> None:
    said = stopped(step, votes="5000", cpu_limit="60")

    assert (said["votes"] - 5000) in range(step)
    assert said["counts"] == {"e00": 7}


def test_a_program_that_uses_up_its_time_says_how_far_it_came() -> None:
    said = stopped(1, votes="1000000000", cpu_limit="0.05")

    assert 0 < said["votes"] < 1_000_000_000
    assert said["cpu"] > 0.05


def stopped(step: int, votes: str, cpu_limit: str) -> dict[str, Any]:
    command = [sys.executable, "-c", COUNTING % step, "kafka", "topic", votes, cpu_limit]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said
