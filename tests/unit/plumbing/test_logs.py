"""Logs name the campaign and the event, never a person."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from plumbing.logs import REDACTED, configure_logs, logger_of


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    line = capsys.readouterr().out.strip().splitlines()[-1]
    found: dict[str, object] = json.loads(line)
    return found


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_a_line_is_json_with_service_and_event(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logger_of("x").info("entry-accepted", campaign="c-1")
    line = said(capsys)
    assert line["event"] == "entry-accepted"
    assert line["service"] == "tested"
    assert line["campaign"] == "c-1"


@pytest.mark.parametrize("phone", ["15400001234", "+8615400001234", "+86 154 0000 1234", "154-0000-1234"])
def test_a_phone_is_taken_out_wherever_it_stands(phone: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logger_of("x").warning(f"row of {phone} rejected", rows=[{"cell": phone}])
    line = json.dumps(said(capsys))
    assert phone not in line
    assert REDACTED in line


def test_a_phone_that_became_a_number_is_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logger_of("x").warning("row-rejected", cell=15400001234, other=15400001234.0)
    assert "15400001234" not in json.dumps(said(capsys))


def test_fields_that_name_a_person_are_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logger_of("x").info("contact-opened", name="示例甲", inner={"token": "abc", "code": "246810"})
    line = said(capsys)
    assert line["name"] == REDACTED
    assert line["inner"] == {"token": REDACTED, "code": REDACTED}


def test_a_traceback_is_redacted_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    try:
        int("x15400001234")
    except ValueError as error:
        logger_of("x").error("request-failed", exc_info=error)
    assert "15400001234" not in json.dumps(said(capsys))


def test_what_a_library_says_is_redacted_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logging.getLogger("uvicorn.error").warning("bad line from %s", "15400001234")
    assert "15400001234" not in json.dumps(said(capsys))


def test_long_numbers_that_are_no_phone_stay(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("tested")
    logger_of("x").info("folded", offset=1540000123456789)
    assert said(capsys)["offset"] == 1540000123456789
