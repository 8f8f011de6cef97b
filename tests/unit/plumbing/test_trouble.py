"""What fails again and again is said once, and nothing but an Exception is held back."""

import asyncio

import pytest
from plumbing.logs import logger_of
from plumbing.trouble import Trouble
from structlog.testing import capture_logs


def test_a_failure_is_said_when_it_begins_when_it_is_another_and_when_it_comes_back() -> None:
    trouble = Trouble(logger_of("tested"), "not-saved")
    fails: list[type[Exception] | None] = [OSError, OSError, KeyError, None, OSError]
    with capture_logs() as said:
        for failure in fails:
            with trouble:
                if failure is not None:
                    raise failure
    assert [(line["event"], line["error"]) for line in said] == [
        ("not-saved", "OSError"), ("not-saved", "KeyError"), ("not-saved", "OSError"),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [asyncio.CancelledError, KeyboardInterrupt])
def test_who_is_told_to_end_ends(end: type[BaseException]) -> None:
    with capture_logs() as said, pytest.raises(end), Trouble(logger_of("tested"), "not-saved"):
        raise end
    assert said == []
