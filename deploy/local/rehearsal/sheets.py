"""The units' 汇总表 of one rehearsal: which unit sends which rows, and which faults are planted where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from deploy.local.rehearsal import workbook
from deploy.local.rehearsal.faults import Fault, Figures, figures
from deploy.local.rehearsal.people import Person, author
from deploy.local.rehearsal.slogans import FOUR, OVERLONG_TAIL, explanation, phrase

CSV_EVERY = 7
FORMULA = "=1+1"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a 汇总表."""

    phrase: str
    explanation: str
    author: Person
    fault: Fault = Fault.NONE

    def cells(self) -> list[workbook.Cell]:
        """The cells after 序号."""
        phone: workbook.Cell = self.author.phone
        if self.fault is Fault.FLOAT_PHONE:
            phone = float(self.author.phone)
        if self.fault is Fault.MISSING_PHONE:
            phone = None
        return [self.phrase, self.author.name, self.author.workplace, phone, self.explanation]


@dataclass(slots=True)
class Sheet:
    """One file of one unit."""

    unit_id: str
    unit_name: str
    csv: bool = False
    rows: list[Row] = field(default_factory=list)

    @property
    def filename(self) -> str:
        return f"{self.unit_id}.{'csv' if self.csv else 'xlsx'}"

    def content(self) -> bytes:
        """The file as the unit sends it; without rows it is a workbook with an empty sheet."""
        if not self.rows:
            return workbook.empty_workbook()
        lines = workbook.table(self.unit_name, [row.cells() for row in self.rows])
        return workbook.as_csv(lines) if self.csv else workbook.as_xlsx(lines)

    def figures(self) -> Figures:
        return figures([row.fault for row in self.rows])


def good_rows(start: int, count: int, parts: int = FOUR) -> list[Row]:
    """Rows `start`… of the material: each its own slogan, and its own author as far as there are so many."""
    return [Row(phrase(n, parts), explanation(n), author(n)) for n in range(start, start + count)]


def plant(sheets: Sequence[Sheet], spare: Iterator[int], parts: int = FOUR) -> None:
    """Plants every fault. The sheets named here are .xlsx with at least two rows, in the order of `sheets`.

    `spare` yields numbers of slogans and people that no other row uses.
    """
    fit = [sheet for sheet in sheets if _hosts_faults(sheet)]
    hosts = iter(fit)
    for fault in (*[Fault.OVERLONG] * 3, *[Fault.FLOAT_PHONE] * 2):
        _replace_first(next(hosts), fault)
    for fault in (Fault.MISSING_PHONE, Fault.MISSING_PHONE, Fault.FORMULA):
        next(hosts).rows.append(_bad_row(next(spare), fault, parts))
    for _ in range(2):
        _repeat_first(next(hosts))
    for _ in range(2):
        earlier = next(hosts)
        _copy_between(earlier, _of_another_unit(fit, earlier), next(spare))


def _hosts_faults(sheet: Sheet) -> bool:
    return not sheet.csv and len(sheet.rows) > 1


def _of_another_unit(sheets: Sequence[Sheet], sheet: Sheet) -> Sheet:
    return next(other for other in reversed(sheets) if other.unit_id != sheet.unit_id)


def _replace_first(sheet: Sheet, fault: Fault) -> None:
    row = sheet.rows[0]
    text = f"{row.phrase} {OVERLONG_TAIL}" if fault is Fault.OVERLONG else row.phrase
    sheet.rows[0] = Row(text, row.explanation, row.author, fault)


def _bad_row(number: int, fault: Fault, parts: int) -> Row:
    text = FORMULA if fault is Fault.FORMULA else phrase(number, parts)
    return Row(text, explanation(number), author(number), fault)


def _repeat_first(sheet: Sheet) -> None:
    row = sheet.rows[0]
    sheet.rows.append(Row(row.phrase, row.explanation, row.author, Fault.REPEATED))


def _copy_between(earlier: Sheet, later: Sheet, number: int) -> None:
    text = earlier.rows[0].phrase
    later.rows.append(Row(text, explanation(number), author(number), Fault.DUPLICATE))
