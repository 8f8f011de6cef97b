"""Texts on their way into a spreadsheet."""

import pytest
from plumbing.cells import MOST_CHARACTERS, cell_text, harmless, starts_a_formula


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_told_and_stands_behind_an_apostrophe(text: str) -> None:
    assert starts_a_formula(text)
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "山海相拥 敢为人先", "1+1=2", "'=1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not starts_a_formula(text)
    assert (harmless(text), cell_text(text)) == (text, text)


def test_what_no_workbook_may_hold_is_left_out() -> None:
    assert cell_text("a\x00b\x0bc\x1fd\ufffee\uffff\t\n𠮷") == "abcde\t\n𠮷"
    assert len(cell_text("字" * (MOST_CHARACTERS + 1))) == MOST_CHARACTERS
