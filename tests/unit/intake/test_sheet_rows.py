"""The rules of the 汇总表 on plain cells: columns by heading, rows by line, remarks by place."""

import pytest
from intake.domain.sheet_book import read_book
from intake.domain.sheet_columns import error_column, find_layout
from intake.domain.sheet_rows import SheetContent, lost_digits, phone_text, read_rows
from intake.domain.sheet_table import Cell, Formula, Merge, SheetError, Table

HEAD = ("序号", "表述语（16字以内）", "姓名", "工作单位", "手机号码", "简要阐释说明（可附页）")
TITLE, UNIT = ("“新时代连云港精神”征集投稿汇总表",), ("单位名称：海州区",)
ROW = ("1", "山海同歌", "示例甲", "示例单位", "15400000001", "说明")


def read(*lines: tuple[Cell, ...], merges: tuple[Merge, ...] = ()) -> SheetContent:
    layout = find_layout(lines)
    assert layout is not None
    return read_rows(Table("", lines, merges), layout, demo=True)


def codes(content: SheetContent) -> list[tuple[int, str, str]]:
    return [(remark.row, remark.column, remark.code) for remark in content.remarks]


def columns(*lines: tuple[Cell, ...]) -> dict[str, int]:
    layout = find_layout(lines)
    return {} if layout is None else dict(layout.columns)


def test_a_row_is_read_by_the_headings_wherever_they_stand() -> None:
    moved = ("手机", "作者单位", "作者姓名", "备注", "表述语")
    [row] = read((), TITLE, ("说明：表述语须为原创，姓名、手机号码务必如实填写，多人合作的请一并注明",), moved,
                 ("15400000001", "示例单位", "示例甲", "-", "山海同歌")).rows  # fmt: skip
    assert (row.number, row.phrase, row.name, row.workplace, row.phone) == (
        5, "山海同歌", "示例甲", "示例单位", "+8615400000001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("报送单位", "表述语", "姓名", "工作单位", "电话"), {"phrase": 1, "name": 2, "workplace": 3, "phone": 4}),
        (("报送单位", "表述语", "姓名", "手机"), {"phrase": 1, "name": 2, "phone": 3}),
        (
            ("表述语类别", "表述语", "作者电话", "作者单位", "作者"),
            {"phrase": 1, "phone": 2, "workplace": 3, "name": 4},
        ),
        (("序 号", "表 述 语", "姓\u3000名", "手机\n号码"), {"phrase": 1, "name": 2, "phone": 3}),
    ],
)
def test_columns_are_what_their_headings_say(headings: tuple[str, ...], expected: dict[str, int]) -> None:
    assert columns(headings) == expected


def test_headings_on_two_lines_are_read_together() -> None:
    upper = ("序号", "表述语", "作者信息", None, None, "阐释说明")
    lower = (None, None, "姓名", "工作单位", "手机号码", None)
    assert columns(TITLE, upper, lower) == {"phrase": 1, "name": 2, "workplace": 3, "phone": 4, "explanation": 5}
    [row] = read(TITLE, upper, lower, ROW).rows
    assert row.number == 4


@pytest.mark.parametrize("line", [UNIT, ("单位名称（盖章）: 海州区",), ("单位名称", None, "海州区")])
def test_the_unit_is_named_above_the_headings(line: tuple[str | None, ...]) -> None:
    layout = find_layout([TITLE, line, HEAD, ROW])
    assert layout is not None
    assert (layout.unit_name, layout.unit_line) == ("海州区", 1)


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (1, None, (3, "表述语", "phrase-missing")),
        (1, "\u200b ", (3, "表述语", "phrase-missing")),
        (1, "……", (3, "表述语", "phrase-missing")),
        (1, "港" * 101, (3, "表述语", "text-too-long")),
        (2, "", (3, "姓名", "name-missing")),
        (4, None, (3, "手机号码", "phone-missing")),
        (4, "12345", (3, "手机号码", "phone-invalid")),
        (4, "15400000001/15400000002", (3, "手机号码", "phone-invalid")),
        (4, "1.54E+10", (3, "手机号码", "phone-lost-digits")),
        (4, 15400000000.0, (3, "手机号码", "phone-lost-digits")),
        (1, "=1+1", (3, "表述语", "formula")),
        (1, Formula("=1+1", 2.0), (3, "表述语", "formula")),
        (5, "=A1", (3, "简要阐释说明", "formula")),
    ],
)
def test_a_fault_is_named_by_row_and_column(place: int, value: Cell, expected: tuple[int, str, str]) -> None:
    content = read(UNIT, HEAD, (*ROW[:place], value, *ROW[place + 1 :]), ROW)
    assert codes(content) == [expected]
    assert (content.filled, [row.number for row in content.rows]) == (2, [4])
    assert all(remark.zh and remark.en and remark.level == "error" for remark in content.remarks)


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    content = read(HEAD, ("1", "=1+1", None, "示例单位", "12", "说" * 3001))
    assert {code for _, _, code in codes(content)} == {"formula", "name-missing", "phone-invalid", "text-too-long"}


def test_a_line_without_content_a_repeated_heading_and_a_footer_are_no_rows() -> None:
    footers = (("填表人：示例乙", None, None, None, "15400000009"), ("合计", None, "1"), ("注：请按时报送",))
    content = read(HEAD, ROW, ("2", None, "", None), (), HEAD, (Formula("=ROW()-1"), *ROW[1:]), *footers)
    assert (content.filled, [row.number for row in content.rows], content.remarks) == (2, [2, 6], ())


def test_a_row_takes_from_merged_cells_what_it_leaves_out() -> None:
    below = ("2", "港城新韵", None, None, None, None)
    merges = (Merge(1, 2, 2), Merge(1, 2, 3), Merge(1, 9, 4), Merge(0, 1, 1))
    content = read(HEAD, ROW, below, ("3", None, None), merges=merges)
    assert [(row.number, row.phrase, row.name, row.phone) for row in content.rows] == [
        (2, "山海同歌", "示例甲", "+8615400000001"), (3, "港城新韵", "示例甲", "+8615400000001"),
    ]  # fmt: skip
    assert (content.filled, content.remarks) == (2, ())


def test_merged_cells_that_overlap_are_taken_once_so_that_nobody_waits_for_hours() -> None:
    merges = tuple(Merge(1 + n % 3, 2_000_000, 4) for n in range(100_000))
    content = read(HEAD, ROW, ("2", "港城新韵", "示例乙"), ("3", "港城新声", "示例丙"), merges=merges)
    assert [row.phone for row in content.rows] == ["+8615400000001"] * 3


@pytest.mark.parametrize(("place", "field"), [(1, "表述语"), (2, "姓名"), (4, "手机号码"), (5, "简要阐释说明")])
def test_a_text_without_end_is_too_long_whatever_it_says(place: int, field: str) -> None:
    content = read(HEAD, (*ROW[:place], f"1{' ' * 50_000}1", *ROW[place + 1 :]))
    assert codes(content) == [(2, field, "text-too-long")]


def test_a_phrase_over_the_limit_is_no_fault() -> None:
    assert read(HEAD, ("1", "港" * 30, *ROW[2:])).remarks == ()


def test_a_name_set_apart_to_align_it_is_one_name() -> None:
    names = [row.name for row in read(HEAD, (*ROW[:2], "张\u3000三", *ROW[3:]), (*ROW[:2], "示例 乙", *ROW[3:])).rows]
    assert names == ["张三", "示例 乙"]


@pytest.mark.parametrize(
    "cell",
    [15400000001.0, 15400000001, "15400000001.0", "１５４０００００００１", " 15400000001\t", "1.5400000001E+10",
     "'15400000001", "\u202d15400000001\u202c"],
)  # fmt: skip
def test_a_phone_is_text_again(cell: str | float) -> None:
    assert phone_text(cell) == "15400000001"


@pytest.mark.parametrize("cell", ["1.54E+10", "1.5400000001E+99999", "", "12.5"])
def test_a_phone_that_lost_digits_is_not_guessed(cell: str) -> None:
    assert phone_text(cell) == cell


@pytest.mark.parametrize(
    ("cell", "lost"),
    [("1.54E+10", True), ("1.54e10", True), (15400000000.0, True), ("15400000000", False), (15400000001.0, False)],
)
def test_lost_digits_are_seen(cell: str | float, lost: bool) -> None:
    assert lost_digits(cell) is lost


def test_a_sheet_without_content_has_no_rows_and_one_without_headings_says_which() -> None:
    empty = read_book([Table("", [(), (None, " ")])], demo=True)
    assert (empty.filled, [remark.code for remark in empty.remarks]) == (0, ["sheet-empty"])
    with pytest.raises(SheetError) as headless:
        read_book([Table("", [TITLE, ("序号", "表述语", "姓名")])], demo=True)
    assert (headless.value.code, "手机号码" in headless.value.zh) == ("sheet-headings-missing", True)


def test_the_column_of_errors_is_right_of_everything_and_used_again() -> None:
    first: list[tuple[Cell, ...]] = [TITLE, HEAD, (*ROW, "附注")]
    again: list[tuple[Cell, ...]] = [TITLE, (*HEAD, None, "错误说明"), ROW]
    for lines in (first, again):
        layout = find_layout(lines)
        assert layout is not None
        assert (error_column(lines, layout), layout.columns["explanation"]) == (7, 5)
