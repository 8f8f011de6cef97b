"""docs/rules.md: every line of the campaign has its rule and its test, and both are there."""

import re
from pathlib import Path

import pytest

PAGE = Path("docs/rules.md")
ROW = re.compile(r"^\| (?P<line>[^|]+) \| `(?P<rule>[^`]+)` \| `(?P<test>[^`]+)` \|$")


def rows(text: str) -> list[re.Match[str]]:
    """The rows of the table. AssertionError for one with an empty cell."""
    body = [line for line in text.splitlines() if line.startswith("|")][2:]
    found = [ROW.match(line) for line in body]
    assert None not in found, [line for line, row in zip(body, found, strict=True) if row is None]
    return [row for row in found if row is not None]


def is_there(root: str, place: str) -> bool:
    """Whether a file defines a name; `*` asks for the file only."""
    path, _, name = place.partition("::")
    file = Path(root, path)
    if not file.is_file():
        return False
    return name == "*" or re.search(rf"^\s*(async )?def {re.escape(name)}\(", file.read_text("utf-8"), re.M) is not None


def test_every_line_has_a_rule_and_a_test_that_are_there() -> None:
    found = rows(PAGE.read_text("utf-8"))
    assert len(found) > 50
    missing = [row["rule"] for row in found if not is_there("services", row["rule"])]
    missing += [row["test"] for row in found if not is_there("tests", row["test"])]
    assert missing == []


@pytest.mark.parametrize(
    ("place", "there"),
    [("unit/review/test_prizes.py::test_nested_pays_the_best_prize_only_48000", True),
     ("unit/review/test_prizes.py::test_nobody_wrote_this", False), ("unit/review/test_absent.py::*", False)],
)  # fmt: skip
def test_a_name_that_is_not_there_is_found(place: str, there: bool) -> None:
    assert is_there("tests", place) is there
