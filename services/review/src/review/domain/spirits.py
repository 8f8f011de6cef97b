"""The published spirits of other places, which entries are held against (不与其他城市精神表述相雷同)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Spirit:
    """A wording that a place published. `year` is None where it is not certain; `source` is who published it."""

    place: str
    text: str
    source: Literal["city", "province", "nation"]
    year: int | None = None
