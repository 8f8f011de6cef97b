"""专家论证: what judges give an entry, and the mean that the cut is made by.

Marks are decimals from 0 to 100 on three dimensions: 政治方向 political, 思想导向 guidance, 内容形式 form. An entry's
mean on a dimension is over the judges who did not abstain on it; its score is the weighted sum of the three means.
Means are kept as exact fractions, so two equal scores are equal and no rounding ever decides a place; they are shown
with four decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

DIMENSIONS = ("political", "guidance", "form")
LOWEST, HIGHEST = Decimal(0), Decimal(100)
DECIMALS = 2
"""Most decimals of a mark."""
SHOWN_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each dimension counts; the campaign pack states them and they add up to 1."""

    political: Decimal = Decimal("0.4")
    guidance: Decimal = Decimal("0.3")
    form: Decimal = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Marks:
    """What one judge gives one entry."""

    political: Decimal
    guidance: Decimal
    form: Decimal

    @property
    def in_range(self) -> bool:
        """Whether each mark lies on the scale."""
        return all(LOWEST <= mark <= HIGHEST for mark in (self.political, self.guidance, self.form))


@dataclass(frozen=True, slots=True)
class Mean:
    """One entry's exact means over the judges who scored it."""

    total: Fraction
    political: Fraction
    guidance: Fraction
    form: Fraction
    judges: int

    @property
    def keys(self) -> tuple[Fraction, ...]:
        """What the cut compares, in this order: the score, then political, then guidance."""
        return (self.total, self.political, self.guidance)


def weighted(marks: Marks, weights: Weights) -> Fraction:
    """One judge's total for one entry."""
    return sum((Fraction(getattr(marks, name)) * Fraction(getattr(weights, name)) for name in DIMENSIONS), Fraction(0))


def mean_of(marks: Sequence[Marks], weights: Weights) -> Mean:
    """The means of one entry. ValueError when nobody scored it: no figure is made up for it."""
    if not marks:
        raise ValueError("nobody scored this entry")
    political = _mean([mark.political for mark in marks])
    guidance = _mean([mark.guidance for mark in marks])
    form = _mean([mark.form for mark in marks])
    total = political * Fraction(weights.political) + guidance * Fraction(weights.guidance)
    return Mean(total + form * Fraction(weights.form), political, guidance, form, len(marks))


def shown(figure: Fraction) -> Decimal:
    """The figure with four decimals, half to even."""
    with localcontext() as context:
        context.prec = 60
        return (Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(SHOWN_PLACES)


def _mean(values: Sequence[Decimal]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)
