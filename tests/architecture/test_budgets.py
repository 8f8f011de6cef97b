"""Size budgets hold everywhere, and each of them can fail."""

from pathlib import Path
from statistics import median

import pytest

from tests.architecture.budgets import overruns
from tests.architecture.source import Source, read, tracked_files


def test_every_file_is_within_its_budgets() -> None:
    assert [line for path in tracked_files() for line in overruns(read(path))] == []


def test_the_median_file_of_the_house_is_small() -> None:
    sizes = [read(path).lines for path in tracked_files() if "src" in path.parts and read(path).lines > 3]

    assert median(sizes) <= 90


PLANTED = {
    "301 lines": "x = 1\n" * 301,
    "51 lines": "def long():\n" + "    x = 1\n" * 50,
    "6 parameters": "def wide(a, b, c, d, *, e, f):\n    return a\n",
    "complexity 9": "def tangled(x):\n" + "    if x:\n        x = 1\n" * 8 + "    return x\n",
    "route of 9 statements": "@router.get('/x')\nasync def show():\n    'Says.'\n" + "    x = 1\n" * 9,
}


@pytest.mark.parametrize("expected", PLANTED)
def test_a_planted_overrun_is_found(expected: str) -> None:
    found = overruns(Source(Path("planted.py"), PLANTED[expected]))

    assert [line for line in found if expected in line] == found != []
