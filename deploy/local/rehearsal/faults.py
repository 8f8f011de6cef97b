"""The faults planted in the 汇总表 files, and what intake owes each of them."""

from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """What is odd about a row."""

    NONE = "none"
    OVERLONG = "an over-long phrase"
    FLOAT_PHONE = "a phone that became a float"
    DUPLICATE = "an exact duplicate of another unit's entry"
    REPEATED = "a repeated row"
    MISSING_PHONE = "a missing phone"
    FORMULA = "a formula"


@dataclass(frozen=True, slots=True)
class Figures:
    """What an upload, or all uploads together, must report."""

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    warned: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.rows + other.rows,
            self.accepted + other.accepted,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
            self.warned + other.warned,
        )

    @property
    def again(self) -> "Figures":
        """The same when it is left open which rows were new and which were in already."""
        return Figures(self.rows, 0, self.accepted + self.unchanged, self.rejected, self.warned)


OWED = {
    Fault.NONE: Figures(rows=1, accepted=1),
    Fault.OVERLONG: Figures(rows=1, accepted=1, warned=1),
    Fault.FLOAT_PHONE: Figures(rows=1, accepted=1),
    Fault.DUPLICATE: Figures(rows=1, accepted=1),
    Fault.REPEATED: Figures(rows=1, unchanged=1),
    Fault.MISSING_PHONE: Figures(rows=1, rejected=1),
    Fault.FORMULA: Figures(rows=1, rejected=1),
}
"""The 16 characters are a soft limit (原则上): the over-long phrase is taken with a warning. Of equal texts the
earliest stands and the later one is linked to it, so a duplicate is taken too."""


def figures(faults: list[Fault]) -> Figures:
    """What a first upload of rows with these faults must report."""
    return sum((OWED[fault] for fault in faults), Figures())


def figures_again(faults: list[Fault]) -> Figures:
    """What uploading the same rows a second time must report: nothing new."""
    return figures(faults).again
