"""How far a 汇总表 is on its way from a file to entries."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["reading", "taking", "writing"]


@dataclass(slots=True)
class SheetProgress:
    """Counts while it goes on. `done` of `rows` are in or were in already; rows are known once the file is read."""

    stage: Stage = "reading"
    rows: int = 0
    done: int = 0

    def takes(self, rows: int) -> None:
        """The file is read: so many sound rows are to be taken in."""
        self.stage, self.rows = "taking", rows

    def took(self, rows: int) -> None:
        """So many more are in."""
        self.done += rows
