"""The search for counts finds them however they stand, and takes nothing else for one."""

import io
import zipfile

import pytest

from tests.integration.voting.crawler import counts_in, readable


@pytest.mark.parametrize(
    "text",
    ['{"votes":353}', "<b>353</b> 票", "353 votes", "max=\"353\"", "counted 353.0", "共353张", "[311,353]", "(353)"],
)  # fmt: skip
def test_a_number_that_stands_by_itself_is_found(text: str) -> None:
    assert counts_in(text, (353,))


@pytest.mark.parametrize("text", ["1353", "3530", "0.353", "353.25", "a353f", "2-00000353-001-K", "353:07"])
def test_a_part_of_a_longer_number_a_time_or_a_name_is_not(text: str) -> None:
    assert not counts_in(text, (353,))


def test_a_thousand_is_found_with_and_without_its_comma() -> None:
    assert counts_in('共1,353张 {"votes":1353} 11,353', (1353,)) == ["1,353", "1353"]


def test_a_workbook_is_read_in_all_its_parts_and_other_bytes_as_they_are() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", "<v>353</v>")
    assert counts_in(readable(file.getvalue()), (353,)) == ["353"]
    assert counts_in(readable(b"\xff 353 \xfe"), (353,)) == ["353"]
