"""Some hundred schedules of faults, each a seed: nothing is lost, doubled, wrong on the way, or goes back."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from voting.handlers.ledger import Ledger

from tests.faults.simulation.__main__ import main
from tests.faults.simulation.defects import at_once
from tests.faults.simulation.plan import FAULTS
from tests.faults.simulation.run import simulate

SEEDS = 200
"""At some 30 a CPU second; `make simulation SEEDS=10000` runs more."""


@pytest.mark.timeout(400)  # 7 s on a core of its own; others may use the machine too
def test_nothing_is_wrong_under_any_schedule_and_every_kind_of_fault_happens() -> None:
    happened: Counter[str] = Counter()
    for seed in range(SEEDS):
        outcome = simulate(seed)
        assert outcome.wrong == [], f"python -m tests.faults.simulation --replay {seed}"
        happened.update(outcome.happened)
    assert [fault for fault in FAULTS if not happened[fault]] == []


def test_a_seed_replays_to_the_last_step_in_another_process_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--replay", "7"]) == 0
    trace = capsys.readouterr().out
    command = [sys.executable, "-m", "tests.faults.simulation", "--replay", "7"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert again.stdout == trace
    assert len(trace.splitlines()) > 50


def test_a_run_without_fault_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seeds", "3", "--first", "5"]) == 0
    assert "3 seeds from 5 on, nothing wrong" in capsys.readouterr().out


def test_a_seed_that_fails_is_named_and_replayed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Ledger, "verdict", at_once)
    assert main(["--seeds", "200", "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    seed = said.split("again: python -m tests.faults.simulation --replay ")[1].strip()
    assert said.startswith(f"seed {seed} fails")
    assert ("entry-voted[0]@0 appended" in said, "was acknowledged and does not count" in said) == (True, True)
