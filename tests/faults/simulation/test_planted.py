"""The simulator's teeth: each defect planted in the real code is found by some seed."""

import pytest

from tests.faults.simulation.defects import PLANTED
from tests.faults.simulation.run import Setting, simulate

WITHIN_SEEDS = 200


@pytest.mark.parametrize("defect", PLANTED)
def test_a_planted_defect_is_found(defect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, faults = PLANTED[defect]
    setting = Setting(frozenset(faults.split()))
    assert [seed for seed in range(10) if simulate(seed, setting).wrong] == []
    monkeypatch.setattr(*change)
    assert any(simulate(seed, setting).wrong for seed in range(WITHIN_SEEDS))
