"""The material of one rehearsal: every file, entry and comment that will be sent, and what must come of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from deploy.local.rehearsal.faults import Fault, Figures
from deploy.local.rehearsal.people import Person, author
from deploy.local.rehearsal.sheets import CSV_EVERY, Row, Sheet, good_rows, plant
from deploy.local.rehearsal.slogans import FOUR, explanation, phrase

CO_AUTHORED_EVERY = 8
SHARES = (60, 40)
"""Percent of a co-authored entry, as its authors state it."""
NOT_STANDING = frozenset({Fault.DUPLICATE, Fault.FORMULA, Fault.MISSING_PHONE})


@dataclass(frozen=True, slots=True)
class Quota:
    """A reporting unit and its soft range; None means 不限."""

    unit_id: str
    name: str
    low: int | None
    high: int | None

    def state(self, entries: int) -> str:
        """Where `entries` stand: under, within or over the range, or open where there is none."""
        if self.low is None and self.high is None:
            return "open"
        if self.low is not None and entries < self.low:
            return "under"
        return "over" if self.high is not None and entries > self.high else "within"


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each; `parts` is how many groups of four characters a slogan has."""

    sheet_rows: int = 610
    files: int = 64
    web: int = 24
    email: int = 12
    letter: int = 12
    parts: int = FOUR


@dataclass(frozen=True, slots=True)
class Single:
    """An entry that comes alone: from the web, by e-mail or by letter."""

    channel: str
    phrase: str
    explanation: str
    author: Person
    co_author: Person | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """All that is sent, and the figures it implies."""

    sheets: tuple[Sheet, ...]
    singles: tuple[Single, ...]
    quotas: tuple[Quota, ...]

    def sheet_figures(self) -> Figures:
        return sum((sheet.figures() for sheet in self.sheets), Figures())

    @property
    def submitted(self) -> int:
        return self.sheet_figures().accepted + len(self.singles)

    @property
    def duplicates(self) -> int:
        return sum(row.fault is Fault.DUPLICATE for sheet in self.sheets for row in sheet.rows)

    @property
    def unique(self) -> int:
        return self.submitted - self.duplicates

    def entries_of_units(self) -> Counter[str]:
        """Accepted entries a unit."""
        totals: Counter[str] = Counter()
        for sheet in self.sheets:
            totals[sheet.unit_id] += sheet.figures().accepted
        return totals

    def states(self) -> dict[str, str]:
        """The quota state that each unit must show."""
        entries = self.entries_of_units()
        return {quota.unit_id: quota.state(entries[quota.unit_id]) for quota in self.quotas}

    def authors(self) -> dict[str, Person]:
        """Who wrote the entry that stands, by its Han characters."""
        rows = [row for sheet in self.sheets for row in sheet.rows if row.fault not in NOT_STANDING]
        return {han(row.phrase): row.author for row in rows} | {han(one.phrase): one.author for one in self.singles}

    def co_authored(self) -> set[str]:
        """The entries of two authors, by their Han characters."""
        return {han(one.phrase) for one in self.singles if one.co_author}

    def people(self) -> set[Person]:
        """Everybody whose name and phone were sent."""
        return (
            {row.author for sheet in self.sheets for row in sheet.rows}
            | {one.author for one in self.singles}
            | {one.co_author for one in self.singles if one.co_author}
        )


def build(quotas: Sequence[Quota], size: Size | None = None, *, faults: bool = True) -> Material:
    """The same material for the same units and size."""
    size = size or Size()
    numbers = count()
    sheets = _divide(_full_sheets(quotas, size, numbers), size.files)
    if faults:
        plant(sheets, numbers, size.parts)
        sheets.append(_empty_sheet(quotas, sheets))
    singles = tuple(_singles(size, numbers))
    return Material(tuple(sheets), singles, tuple(quotas))


def _full_sheets(quotas: Sequence[Quota], size: Size, numbers: Iterator[int]) -> list[Sheet]:
    """One sheet a unit, but for the last: it sends only an empty one."""
    sheets = []
    for quota, rows in zip(quotas[:-1], _allot(quotas[:-1], size.sheet_rows), strict=True):
        start = next(numbers)
        sheet = Sheet(quota.unit_id, quota.name, rows=good_rows(start, rows, size.parts))
        for _ in range(rows - 1):
            next(numbers)
        sheets.append(sheet)
    return sheets


def _allot(quotas: Sequence[Quota], total: int) -> list[int]:
    """Rows a unit: mostly the upper bound, some under and over; units without a bound share the rest."""
    bounded = {place: _wanted(place, quota) for place, quota in enumerate(quotas) if quota.high is not None}
    free = [place for place, quota in enumerate(quotas) if quota.high is None]
    rest = max(total - sum(bounded.values()), len(free))
    shares = {place: rest // len(free) + (turn < rest % len(free)) for turn, place in enumerate(free)}
    return [bounded.get(place, shares.get(place, 0)) for place in range(len(quotas))]


def _wanted(place: int, quota: Quota) -> int:
    high, low = quota.high or 1, quota.low or 0
    if place % 9 == 4 and low > 1:
        return low - 1
    return high + 1 if place % 11 == 6 else high


def _divide(sheets: list[Sheet], files: int) -> list[Sheet]:
    """Splits the longest sheets until there are `files`; then every seventh is a .csv."""
    while len(sheets) < files:
        longest = max(sheets, key=lambda sheet: len(sheet.rows))
        half = len(longest.rows) // 2
        sheets.append(Sheet(longest.unit_id, longest.unit_name, rows=longest.rows[half:]))
        longest.rows = longest.rows[:half]
    for place, sheet in enumerate(sheets):
        sheet.csv = place % CSV_EVERY == CSV_EVERY - 1
    return sheets


def _empty_sheet(quotas: Sequence[Quota], sheets: Sequence[Sheet]) -> Sheet:
    last = quotas[-1]
    assert all(sheet.unit_id != last.unit_id for sheet in sheets)
    return Sheet(last.unit_id, last.name)


def _singles(size: Size, numbers: Iterator[int]) -> Iterator[Single]:
    for channel, amount in (("web", size.web), ("email", size.email), ("letter", size.letter)):
        for _ in range(amount):
            number = next(numbers)
            together = channel == "web" and number % CO_AUTHORED_EVERY == 0
            co_author = author(next(numbers)) if together else None
            yield Single(channel, phrase(number, size.parts), explanation(number), author(number), co_author)


def han(text: str) -> str:
    """The Han characters of a phrase: what is left when separators are written otherwise."""
    return "".join(letter for letter in text if "\u4e00" <= letter <= "\u9fff")


def rows_with(material: Material, fault: Fault) -> list[tuple[Sheet, Row]]:
    """Where a fault was planted."""
    return [(sheet, row) for sheet in material.sheets for row in sheet.rows if row.fault is fault]
