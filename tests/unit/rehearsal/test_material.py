"""The material holds what the issue asks for, and knows what must come of it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from deploy.local.rehearsal import material
from deploy.local.rehearsal.citizens import FIRST_CITIZEN, citizen_phone
from deploy.local.rehearsal.faults import Fault, Figures, figures_again
from deploy.local.rehearsal.material import Material, rows_with
from deploy.local.rehearsal.people import PHONE_BASE
from deploy.local.rehearsal.scale import REAL, Scale
from deploy.local.rehearsal.sheets import good_rows
from tests.unit.rehearsal.material_units import UNITS


@pytest.fixture
def built() -> Material:
    return material.build(UNITS)


def test_there_are_sixty_files_and_six_hundred_entries(built: Material) -> None:
    assert len(built.sheets) >= 60
    assert built.sheet_figures().accepted >= 600


def test_every_fault_is_planted_and_the_figures_follow(built: Material) -> None:
    planted = {fault: len(rows_with(built, fault)) for fault in Fault if fault is not Fault.NONE}
    total = built.sheet_figures()

    assert planted == {
        Fault.OVERLONG: 3,
        Fault.FLOAT_PHONE: 2,
        Fault.DUPLICATE: 2,
        Fault.REPEATED: 2,
        Fault.MISSING_PHONE: 2,
        Fault.FORMULA: 1,
    }
    assert (total.unchanged, total.rejected, total.warned) == (2, 3, 3)
    assert total.rows == total.accepted + total.unchanged + total.rejected
    assert sum(not sheet.rows for sheet in built.sheets) == 1


def test_only_planted_duplicates_repeat_a_phrase(built: Material) -> None:
    rows = [row for sheet in built.sheets for row in sheet.rows if row.fault is not Fault.REPEATED]
    phrases = [row.phrase for row in rows if row.fault is not Fault.FORMULA] + [one.phrase for one in built.singles]

    assert len(phrases) - len(set(phrases)) == built.duplicates


def test_duplicates_stand_in_another_unit(built: Material) -> None:
    first = {row.phrase: sheet.unit_id for sheet in built.sheets for row in sheet.rows if row.fault is Fault.NONE}

    assert all(first[row.phrase] != sheet.unit_id for sheet, row in rows_with(built, Fault.DUPLICATE))


@pytest.mark.parametrize("scale", REAL.values(), ids=REAL)
def test_the_real_size_is_planted_whole_and_each_text_has_one_author(scale: Scale) -> None:
    real = material.build(UNITS, scale.size)
    size = scale.size
    total = size.sheet_rows + size.web + size.email + size.letter

    assert real.submitted == total + real.duplicates
    assert len(real.authors()) == real.unique
    assert all(row.author != real.authors()[material.han(row.phrase)] for _, row in rows_with(real, Fault.DUPLICATE))
    assert max(int(one.phone) for one in real.people()) < PHONE_BASE + FIRST_CITIZEN


def test_the_first_pack_is_played_with_the_entries_of_the_real_campaign() -> None:
    assert material.build(UNITS, REAL["lianyungang-2020"].size).submitted == 6_057


def test_a_shorter_limit_has_shorter_slogans() -> None:
    assert {len(material.han(row.phrase)) for row in good_rows(0, 961, parts=3)} == {12}


def test_each_person_sends_one_entry(built: Material) -> None:
    rows = [row for sheet in built.sheets for row in sheet.rows if row.fault is not Fault.REPEATED]

    assert len({row.author.phone for row in rows}) == len(rows)
    assert max(int(one.phone) for one in built.people()) < PHONE_BASE + FIRST_CITIZEN


def test_quota_states_are_all_met(built: Material) -> None:
    assert set(built.states().values()) == {"under", "within", "over", "open"}


def test_the_material_is_the_same_every_time(built: Material) -> None:
    again = material.build(UNITS)

    assert [sheet.rows for sheet in again.sheets] == [sheet.rows for sheet in built.sheets]


def test_a_workbook_holds_a_live_formula_and_a_phone_that_became_a_float(built: Material) -> None:
    formula_sheet, _ = rows_with(built, Fault.FORMULA)[0]
    float_sheet, row = rows_with(built, Fault.FLOAT_PHONE)[0]

    formula = load_workbook(io.BytesIO(formula_sheet.content())).active
    floated = load_workbook(io.BytesIO(float_sheet.content())).active

    assert formula is not None
    assert floated is not None
    assert formula.cell(formula.max_row, 2).data_type == "f"
    assert floated.cell(4, 5).data_type == "n"
    assert floated.cell(4, 5).value == float(row.author.phone)


def test_some_units_send_gb18030_text(built: Material) -> None:
    sheet = next(sheet for sheet in built.sheets if sheet.csv)
    lines = list(csv.reader(io.StringIO(sheet.content().decode("gb18030"))))

    assert lines[1] == [f"单位名称：{sheet.unit_name}"]
    assert len(lines) == 3 + len(sheet.rows)


def test_a_second_upload_owes_nothing_new() -> None:
    faults = [Fault.NONE, Fault.REPEATED, Fault.MISSING_PHONE, Fault.OVERLONG]

    assert figures_again(faults) == Figures(rows=4, accepted=0, unchanged=3, rejected=1, warned=1)


def test_citizens_of_a_campaign_are_distinct_and_no_authors() -> None:
    phones = [citizen_phone("rehearsal-1", number) for number in range(9_000)]

    assert len(set(phones)) == 9_000
    assert min(int(phone) for phone in phones) == PHONE_BASE + FIRST_CITIZEN
