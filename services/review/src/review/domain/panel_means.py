"""How the judges' marks become one figure for each entry; the pack states which method holds (专家论证).

mean      the mean over the judges who scored the entry.
trimmed   the same without the `trim` highest and the `trim` lowest judges of the entry, by their weighted totals; where
          that would leave nobody, the plain mean.
standard  each judge's marks are first laid on a scale of his own: 50 + 10 x (mark - his mean) / his deviation, on each
          dimension over the entries that he scored (50 where all his marks are equal); then the mean. A strict and a
          lenient judge count alike. Deviations are roots, so standard marks are rounded at twelve decimals, half to
          even, once: from there on figures are exact again, and equal ones are equal.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from review.domain.scores import DIMENSIONS, Marks, Mean, Weights, mean_of, weighted
from review.domain.selection_rules import PanelRules

CENTRE, SPREAD = 50, 10
ROUNDED = Decimal("0.000000000001")
Ballots = Mapping[str, Mapping[str, Marks]]
"""What each judge gave each entry that he scored; abstentions are not in it."""


def panel_means(ballots: Ballots, entries: Iterable[str], weights: Weights, rules: PanelRules) -> dict[str, Mean]:
    """The figures of the entries that somebody scored; an entry that nobody scored is left out."""
    marks = _standard(ballots) if rules.method == "standard" else ballots
    given = {entry: [ballot[entry] for ballot in marks.values() if entry in ballot] for entry in entries}
    trim = rules.trim if rules.method == "trimmed" else 0
    return {entry: mean_of(_trimmed(some, weights, trim), weights) for entry, some in given.items() if some}


def _trimmed(marks: Sequence[Marks], weights: Weights, trim: int) -> Sequence[Marks]:
    if not trim or len(marks) <= 2 * trim:
        return marks
    ranked = sorted(marks, key=lambda one: (weighted(one, weights), one.political, one.guidance, one.form))
    return ranked[trim:-trim]


def _standard(ballots: Ballots) -> Ballots:
    return {judge: _on_own_scale(ballot) for judge, ballot in ballots.items()}


def _on_own_scale(ballot: Mapping[str, Marks]) -> dict[str, Marks]:
    columns = [_scaled([getattr(marks, name) for marks in ballot.values()]) for name in DIMENSIONS]
    return {entry: Marks(*row) for entry, row in zip(ballot, zip(*columns, strict=True), strict=True)}


def _scaled(values: Sequence[Decimal]) -> list[Decimal]:
    exact = [Fraction(value) for value in values]
    mean = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((value - mean) ** 2 for value in exact), Fraction(0)) / len(exact)
    return [_standard_mark(value - mean, variance) for value in exact]


def _standard_mark(apart: Fraction, variance: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        if not variance:
            return Decimal(CENTRE)
        deviation = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
        distance = Decimal(apart.numerator) / Decimal(apart.denominator)
        return (CENTRE + SPREAD * distance / deviation).quantize(ROUNDED)
