"""CPU seconds, shares of samples, ballots, and a plan that is shortened."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plumbing.settings import demo_secret
from voting.handlers.voter_tokens import VoterTokens

from benchmarks.ballots import CONTEST, Voters
from benchmarks.cpu import Meter, cpu_seconds, seconds_of
from benchmarks.parts import Plan
from benchmarks.profile import shares


def test_user_and_system_time_are_found_behind_any_name() -> None:
    stat = "7 (python (3) x) S 1 7 7 0 -1 4194304 900 0 0 0 250 50 0 0 20 0 3 0 100 1000 10 18446744073709551615"

    assert seconds_of(stat, 100) == 3.0


def test_a_process_that_works_uses_its_cpu() -> None:
    meter = Meter(os.getpid())
    meter.start()
    while meter.read()[0] < 0.05:
        sum(range(10_000))

    cpu, wall = meter.read()
    assert 0.05 <= cpu <= cpu_seconds(os.getpid())
    assert wall > 0


def test_samples_are_counted_by_the_function_they_ended_in() -> None:
    stacks = [
        "run (uvicorn/server.py:1);put (services/voting/src/voting/handlers/accept.py:98) 3",
        "run (uvicorn/server.py:1);cast (x.py:2);put (services/voting/src/voting/handlers/accept.py:99) 1",
        "run (uvicorn/server.py:9) 4",
    ]

    assert shares(stacks) == ["50% voting/handlers/accept.py put", "50% uvicorn/server.py run"]


def test_no_voter_is_handed_out_twice_and_each_token_is_good(tmp_path: Path) -> None:
    voters = Voters()
    tokens = [*voters.tokens(3), *voters.write(tmp_path / "tokens", 4).read_text().split()]
    check = VoterTokens(demo_secret("voter_pepper"))

    assert len({check.voter_of(token, CONTEST, datetime.now(UTC)) for token in tokens}) == 7


@pytest.mark.parametrize(
    ("scale", "expected"), [(1.0, (3, 5.0, 100_000)), (0.5, (3, 2.5, 50_000)), (0.1, (1, 1.0, 10_000))]
)
def test_a_smaller_scale_takes_less(scale: float, expected: tuple[int, float, int]) -> None:
    plan = Plan(scale)

    assert (plan.rounds(3), plan.seconds(5.0), plan.amount(100_000)) == expected
