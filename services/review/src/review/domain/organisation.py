"""组织奖 (document 000, section 3): units that organised well, by stated figures and nothing else.

Three figures of a unit, each from 0 to 1, with the weights of the pack: *fill* is its entries up to the lower bound of
its quota ÷ that bound (without a bound: 1 once it sent anything); *passed* its entries that passed the screening ÷ its
entries; *finalist* its finalists ÷ those of the unit that has most. Entries that were taken back count nowhere. Only
units that sent something are in. Equal scores: more finalists stand first, then more entries that passed, then the
unit whose first entry came earlier, then the identifier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OrganisationRules:
    """For how many units there is an award (0: none), and what each figure weighs."""

    places: int = 0
    fill: Decimal = Decimal("0.5")
    passed: Decimal = Decimal("0.3")
    finalist: Decimal = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What is counted of one unit; `first_at` is when its first entry came."""

    unit_id: str
    quota_min: int | None
    entries: int
    passed: int
    finalists: int
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A unit's place with every figure behind it; the three shares from 0 to 1, `score` from 0 to 100, all exact."""

    rank: int
    figures: UnitFigures
    fill: Fraction
    passed: Fraction
    finalist: Fraction
    score: Fraction
    awarded: bool


def award_lines(figures: Iterable[UnitFigures], rules: OrganisationRules) -> tuple[AwardLine, ...]:
    """Every unit that sent something, best first; the first `places` of them are awarded."""
    taking_part = [one for one in figures if one.entries]
    most = max((one.finalists for one in taking_part), default=0)
    scored = sorted((_scored(one, most, rules) for one in taking_part), key=_order)
    return tuple(
        AwardLine(rank, one.figures, one.fill, one.passed, one.finalist, one.score, rank <= rules.places)
        for rank, one in enumerate(scored, 1)
    )


def awarded(lines: Sequence[AwardLine]) -> tuple[str, ...]:
    """The units that have the award, best first."""
    return tuple(line.figures.unit_id for line in lines if line.awarded)


def fill_of(entries: int, quota_min: int | None) -> Fraction:
    """完成率, at most 1: what is over the bound earns nothing more."""
    return Fraction(min(entries, quota_min), quota_min) if quota_min else Fraction(min(entries, 1))


def _scored(one: UnitFigures, most: int, rules: OrganisationRules) -> AwardLine:
    fill, passed = fill_of(one.entries, one.quota_min), Fraction(one.passed, one.entries)
    finalist = Fraction(one.finalists, most) if most else Fraction(0)
    weighed = fill * Fraction(rules.fill) + passed * Fraction(rules.passed) + finalist * Fraction(rules.finalist)
    return AwardLine(0, one, fill, passed, finalist, 100 * weighed, awarded=False)


def _order(line: AwardLine) -> tuple[Fraction, int, int, str, str]:
    one = line.figures
    first = one.first_at.isoformat() if one.first_at else ""
    return (-line.score, -one.finalists, -one.passed, first, one.unit_id)
