"""Moments that no calendar of a campaign reaches are refused before they are on a log."""

from datetime import UTC, datetime

import pytest
from plumbing.moments import Moment
from pydantic import TypeAdapter, ValidationError

MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


def test_a_moment_is_kept_in_utc() -> None:
    assert MOMENT.validate_python("2026-06-10T12:00:00+08:00") == datetime(2026, 6, 10, 4, tzinfo=UTC)
    assert MOMENT.validate_python("2026-06-10T12:00:00+08:00").utcoffset() == datetime.now(UTC).utcoffset()


@pytest.mark.parametrize(
    "said",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z",
     "2026-06-10T12:00:00", 1e300, "now"],
)  # fmt: skip
def test_a_moment_beyond_the_calendar_or_without_a_zone_is_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(said)
