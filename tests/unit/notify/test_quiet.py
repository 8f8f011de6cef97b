"""Quiet hours of the pack, in Beijing's time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from notify.domain.quiet import is_quiet

from tests.unit.notify import facts


@pytest.mark.parametrize(
    ("begin", "end", "hour_utc", "quiet"),
    [("22:00", "08:00", 13, False), ("22:00", "08:00", 14, True), ("22:00", "08:00", 20, True),
     ("22:00", "08:00", 0, False), ("12:00", "14:00", 4, True), ("12:00", "14:00", 6, False), ("", "", 20, False)],
)  # fmt: skip
def test_quiet_hours_begin_and_end_to_the_minute_over_midnight_too(
    begin: str, end: str, hour_utc: int, quiet: bool
) -> None:
    rule = replace(facts.campaign(), quiet_from=begin, quiet_until=end)
    assert is_quiet(rule, datetime(2026, 11, 24, hour_utc, tzinfo=UTC)) is quiet
