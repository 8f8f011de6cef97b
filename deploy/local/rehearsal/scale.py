"""How large a rehearsal is: a sample in a minute, or the real size of each pack.

The real size of the first pack plays what its sample leaves out: conflicts and ties of a larger panel, an entry that
leaves while its vote runs, an objection that is upheld, rules that are amended in public.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deploy.local.rehearsal.material import Size


@dataclass(frozen=True, slots=True)
class Amendment:
    """A rule that the office changes in public before anything came of it; `path` names it as the pack does."""

    path: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of each. `incidents`: an entry leaves during the vote, objections come after it."""

    size: Size = field(default_factory=Size)
    discussed: int = 120
    comments: int = 60
    judges: int = 3
    voters: int = 3_200
    incidents: bool = False
    amendments: tuple[Amendment, ...] = ()


SAMPLE = Scale()
LIANYUNGANG = Scale(
    Size(sheet_rows=4_598, files=96, web=820, email=390, letter=247),
    discussed=150,
    comments=1_500,
    judges=7,
    incidents=True,
    amendments=(
        Amendment("selection.finalists_by", "panel", "作品较多，入围作品改由专家初评产生"),
        Amendment("selection.alternates", "5", "增设替补，名额空缺时依次递补"),
    ),
)
"""The 6,057 entries of the real campaign (campaign facts, channels): with the two repeated texts that are planted."""
SHILI = Scale(
    Size(sheet_rows=900, files=30, web=120, email=40, letter=38, parts=3),
    discussed=90, comments=300, judges=7, voters=3_000, incidents=True,
)  # fmt: skip
REAL: Mapping[str, Scale] = {"lianyungang-2020": LIANYUNGANG, "shili-2026": SHILI}
SHILI_SAMPLE = Scale(
    Size(sheet_rows=180, files=30, web=16, email=8, letter=8, parts=3),
    discussed=60, comments=30, judges=7, voters=400, incidents=True,
)  # fmt: skip
SAMPLES: Mapping[str, Scale] = {"lianyungang-2020": SAMPLE, "shili-2026": SHILI_SAMPLE}


def scale_of(pack: str, *, real: bool) -> Scale:
    """The real size of the pack, or its sample; KeyError for a pack that was given neither."""
    return REAL[pack] if real else SAMPLES[pack]
