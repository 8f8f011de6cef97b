"""The gate for what is told of running counts."""

import pytest
from voting.domain.embargo import total_is_open


@pytest.mark.parametrize(
    ("embargo", "certified", "open_"),
    [("live", False, True), ("delayed", False, False), ("ranks", False, False), ("hidden", False, False),
     ("hidden", True, True), ("ranks", True, True)],
)  # fmt: skip
def test_a_total_is_told_of_live_and_of_certified_contests_only(embargo: str, certified: bool, open_: bool) -> None:
    assert total_is_open(embargo, certified=certified) is open_  # type: ignore[arg-type]
