"""A judge's ballot as a browser sends it."""

from decimal import Decimal

import pytest
from review.domain.panel import Abstention, Sheet
from review.domain.scores import Marks
from review.entrypoints.ballot_form import read_ballot, typed
from review.entrypoints.panel_views import BallotLine


def fields(entry: str, *marks: str) -> dict[str, str]:
    return {f"{name}-{entry}": mark for name, mark in zip(("political", "guidance", "form"), marks, strict=True)}


def test_filled_entries_are_read_and_untouched_ones_left_alone() -> None:
    form = {**fields("e1", "90", " 80.5 ", "70.25"), **fields("e2", "", "", "")}
    read = read_ballot(form, ["e1", "e2"])
    assert read.sheets == [Sheet("e1", Marks(Decimal(90), Decimal("80.5"), Decimal("70.25")))]
    assert read.errors == {}


def test_a_ticked_entry_is_an_abstention_whatever_stands_in_its_fields() -> None:
    form = {**fields("e1", "90", "80", "70"), "abstain-e1": "yes", "reason-e1": " 本人作品 "}
    assert read_ballot(form, ["e1"]).sheets == [Sheet("e1", Abstention("本人作品"))]


def test_an_abstention_without_a_reason_comes_back() -> None:
    assert list(read_ballot({"abstain-e1": "yes"}, ["e1"]).errors) == ["reason-e1"]


@pytest.mark.parametrize("mark", ["101", "-1", "九十", "NaN", "Infinity", "80.555", "1e5"])
def test_what_is_no_mark_comes_back_with_the_place_of_the_entry(mark: str) -> None:
    read = read_ballot(fields("e2", mark, "80", "70"), ["e1", "e2"])
    assert read.sheets == []
    assert read.errors["political-e2"][1].startswith("No. 2: ")


def test_a_half_filled_entry_comes_back_and_nothing_typed_is_lost() -> None:
    form = fields("e1", "90", "", "abc")
    assert list(read_ballot(form, ["e1"]).errors) == ["guidance-e1", "form-e1"]
    line = typed(BallotLine(entry_id="e1", phrase="作品", explanation=""), form)
    assert (line.political, line.guidance, line.form) == ("90", "", "abc")


def test_only_finalists_are_read() -> None:
    assert read_ballot(fields("e9", "90", "80", "70"), ["e1"]).sheets == []
