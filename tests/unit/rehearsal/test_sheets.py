"""The figures of an upload, also of one whose first answer was lost with the process that gave it."""

import pytest

from deploy.local.rehearsal.client import ASKED_AGAIN
from deploy.local.rehearsal.faults import Figures
from deploy.local.rehearsal.steps.sheets import comparable

OWED = Figures(rows=10, accepted=8, unchanged=1, rejected=1, warned=1)


def answer(again: bool, **figures: int) -> dict[str, int | bool]:
    return {"rows": 10, "rejected": 1, "warned": 1, **figures, ASKED_AGAIN: again}


@pytest.mark.parametrize("accepted", [0, 3, 8])
def test_rows_that_a_lost_answer_took_may_be_found_unchanged(accepted: int) -> None:
    got, owed = comparable([answer(True, accepted=accepted, unchanged=9 - accepted)], OWED)
    assert got == owed


def test_a_row_that_is_missing_is_told_though_it_was_asked_again() -> None:
    got, owed = comparable([answer(True, accepted=0, unchanged=8)], OWED)
    assert got != owed


def test_an_answer_at_once_must_be_right_to_the_row() -> None:
    got, owed = comparable([answer(False, accepted=0, unchanged=9)], OWED)
    assert got != owed
