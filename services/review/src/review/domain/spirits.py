"""The published spirits of other places, which entries are held against (不与其他城市精神表述相雷同)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Spirit:
    """A wording that a place published. `year` is None where no source states it; `source` is who published it."""

    place: str
    text: str
    source: Literal["city", "province", "nation"]
    year: int | None = None

    @property
    def since(self) -> tuple[str, str]:
        """When it was published in Chinese and English; an unknown year is said to be unknown."""
        return (f"{self.year} 年", str(self.year)) if self.year else ("年份未载", "year not on record")
