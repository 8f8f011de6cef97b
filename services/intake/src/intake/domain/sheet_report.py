"""What became of a 汇总表: the figures, and every remark in the order of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.entries import Outcome
from intake.domain.rules import Rules, Unit
from intake.domain.sheet_book import Book, unit_remarks
from intake.domain.sheet_remarks import Remark, of_sheet, remark


@dataclass(frozen=True, slots=True)
class SheetReport:
    """The answer to an upload.

    `rows` = `accepted` + `replaced` + `unchanged` + `rejected`. Replaced is what was in and is put right by its row;
    unchanged is what was in already, also by an earlier row of the same file. `warned` counts the rows over the
    phrase's limit, `duplicates` those whose text came earlier from somebody else; both are in. `returned` is the unit's
    own sheet as an .xlsx with the remarks in an extra column, None when there is nothing to remark on a row.
    """

    unit: Unit
    sheets: tuple[str, ...]
    rows: int
    accepted: int
    unchanged: int
    rejected: int
    warned: int
    duplicates: int
    remarks: tuple[Remark, ...]
    returned: bytes | None = None
    replaced: int = 0


def report_on(book: Book, rules: Rules, unit: Unit, outcomes: Sequence[Outcome]) -> SheetReport:
    """The figures of a book whose sound rows, in their order, had these outcomes."""
    told = _remarks(book, rules, outcomes)
    statuses = [outcome.status for outcome in outcomes]
    codes = [one.code for one in told]
    return SheetReport(
        unit=unit,
        sheets=tuple(page.table.name for page in book.pages),
        rows=book.filled,
        accepted=statuses.count("accepted"),
        unchanged=statuses.count("unchanged"),
        rejected=book.filled - len(outcomes) + statuses.count("rejected"),
        warned=codes.count("phrase-over-limit"),
        duplicates=codes.count("phrase-duplicate"),
        replaced=statuses.count("replaced"),
        remarks=(*book.remarks, *unit_remarks(book, rules, unit), *told),
    )


def _remarks(book: Book, rules: Rules, outcomes: Sequence[Outcome]) -> list[Remark]:
    """The remarks on rows, worksheet by worksheet, line by line."""
    found = {page.table.name: list(page.content.remarks) for page in book.pages}
    first: dict[str, tuple[str, int]] = {}
    for (page, row), outcome in zip(book.rows, outcomes, strict=True):
        found[page.table.name] += _on_row((page.table.name, row.number), outcome, first, rules.phrase_limit)
    by_row = {sheet: sorted(remarks, key=lambda one: one.row) for sheet, remarks in found.items()}
    return [one for sheet, remarks in by_row.items() for one in of_sheet(sheet, remarks)]


def _on_row(place: tuple[str, int], outcome: Outcome, first: dict[str, tuple[str, int]], limit: int) -> list[Remark]:
    """What is to be said of a row that was handed in. A row that repeats another is only told that."""
    sheet, number = place
    if outcome.status == "rejected":
        return [remark(outcome.code or "", number)]
    earlier = first.setdefault(outcome.entry_id, place)
    if earlier != place:
        return [remark("row-repeated", number, earlier[1] if earlier[0] == sheet else f"{earlier[0]}!{earlier[1]}")]
    replaces = [remark("row-replaces", number, outcome.replaces)] if outcome.status == "replaced" else []
    over = [remark("phrase-over-limit", number, outcome.han_count, limit)] if outcome.warnings else []
    return replaces + over + ([remark("phrase-duplicate", number)] if outcome.duplicate_of else [])
