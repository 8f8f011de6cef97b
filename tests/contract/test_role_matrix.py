"""Every cell of role and route is allowed or refused on purpose: the committed page is the purpose."""

from dataclasses import replace

import pytest

from tests.contract.role_matrix import NAMES, PAGE, ROLES, Row, rows, table


@pytest.fixture(scope="module")
def found() -> list[Row]:
    return rows()


def test_each_cell_is_as_the_page_says(found: list[Row]) -> None:
    assert table(found) == PAGE.read_text("utf-8")


def test_a_cell_that_opens_is_found(found: list[Row]) -> None:
    place = next(number for number, row in enumerate(found) if not row.allowed[0])
    planted = [*found]
    planted[place] = replace(found[place], allowed=(True, *found[place].allowed[1:]))
    lines, held = table(planted).splitlines(), PAGE.read_text("utf-8").splitlines()
    assert [line for line, was in zip(lines, held, strict=True) if line != was] == [
        line for line in lines if found[place].name in line and line.startswith(f"| {found[place].service} |")
    ]


def test_nobody_without_a_role_of_the_office_comes_to_the_office(found: list[Row]) -> None:
    office = [row for row in found if row.name.partition(" ")[2].startswith("/office")]
    outside = [NAMES.index(name) for name in ("anybody", "citizen", "unit", "judge", "operator")]
    assert len(office) > 30
    assert [row.name for row in office if any(row.allowed[place] for place in outside)] == []


def test_only_judges_score_and_only_signers_sign(found: list[Row]) -> None:
    by_name = {row.name: {NAMES[n] for n, one in enumerate(row.allowed) if one} for row in found}
    assert by_name["POST /api/v1/review/{c}/scores"] == {"judge"}
    assert by_name["POST /judge"] == {"judge"}
    assert by_name["POST /api/v1/decision/{c}"] <= {"leader", "organiser"}
    assert len(ROLES) == len(NAMES)
