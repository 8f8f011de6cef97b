"""The arithmetic of the panel and of the composite, exact: fractions all the way, rounded only to be shown.

Written from the rules that the campaign publishes (docs/events/campaign-published.md), not from the code of review.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

DIMENSIONS = ("political", "guidance", "form")
Marks = tuple[Fraction, Fraction, Fraction]
"""政治方向, 思想导向, 内容形式."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """What an entry came to: its score, and its mean on each dimension."""

    score: Fraction
    dimensions: Marks


def exact(number: object) -> Fraction:
    """A number of a rule or a mark: 0.4 means four tenths, not the nearest binary fraction."""
    return Fraction(str(number))


def four_decimals(figure: Fraction) -> str:
    """As figures are told: four decimals, half to even."""
    with localcontext() as context:
        context.prec = 80
        quotient = Decimal(figure.numerator) / Decimal(figure.denominator)
        return str(quotient.quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN))


def figures(ballots: Mapping[str, Mapping[str, Marks]], rules: Json) -> dict[str, Figure]:
    """Of each entry that somebody scored, by the `panel` chapter of the rules."""
    weights = tuple(exact(rules[name]) for name in DIMENSIONS)
    method = rules.get("method", "mean")
    if method == "standard":
        ballots = {judge: _standardised(ballot) for judge, ballot in ballots.items()}
    trim = int(rules.get("trim", 1)) if method == "trimmed" else 0
    given: dict[str, list[Marks]] = {}
    for ballot in ballots.values():
        for entry, marks in ballot.items():
            given.setdefault(entry, []).append(marks)
    return {entry: _figure(_inner(some, weights, trim), weights) for entry, some in given.items()}


def _figure(marks: Sequence[Marks], weights: Sequence[Fraction]) -> Figure:
    means = [sum(column, Fraction()) / len(marks) for column in zip(*marks, strict=True)]
    return Figure(_weighted(means, weights), (means[0], means[1], means[2]))


def _weighted(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), Fraction())


def _inner(marks: Sequence[Marks], weights: Sequence[Fraction], trim: int) -> Sequence[Marks]:
    if trim == 0 or len(marks) <= 2 * trim:
        return marks
    return sorted(marks, key=lambda one: (_weighted(one, weights), one))[trim : len(marks) - trim]


def _standardised(ballot: Mapping[str, Marks]) -> dict[str, Marks]:
    scales = [_scale([marks[place] for marks in ballot.values()]) for place in range(3)]
    return {entry: (scales[0](one[0]), scales[1](one[1]), scales[2](one[2])) for entry, one in ballot.items()}


def _scale(values: Sequence[Fraction]) -> Callable[[Fraction], Fraction]:
    """50 + 10 x (mark - mean) / deviation, rounded at twelve decimals; 50 where there is no deviation."""
    mean = sum(values, Fraction()) / len(values)
    variance = sum(((value - mean) ** 2 for value in values), Fraction()) / len(values)
    if variance == 0:
        return lambda _mark: Fraction(50)
    with localcontext() as context:
        context.prec = 60
        deviation = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return lambda mark: _rounded(mark - mean, deviation)


def _rounded(apart: Fraction, deviation: Decimal) -> Fraction:
    with localcontext() as context:
        context.prec = 60
        value = 50 + 10 * (Decimal(apart.numerator) / Decimal(apart.denominator)) / deviation
        return Fraction(value.quantize(Decimal("1e-12"), rounding=ROUND_HALF_EVEN))


def on_scale(values: Mapping[str, Fraction], normalisation: str) -> dict[str, Fraction]:
    """Values on 0-100: by their place between lowest and highest, by their share of the highest, or by rank."""
    some = list(values.values())
    lowest, highest = min(some), max(some)
    if normalisation == "share":
        return {name: 100 * value / highest if highest else Fraction(100) for name, value in values.items()}
    if lowest == highest:
        return dict.fromkeys(values, Fraction(100))
    if normalisation == "rank":
        return {name: 100 * _beaten(value, some) / (len(some) - 1) for name, value in values.items()}
    return {name: 100 * (value - lowest) / (highest - lowest) for name, value in values.items()}


def _beaten(value: Fraction, values: Sequence[Fraction]) -> Fraction:
    lower = sum(1 for one in values if one < value)
    others_alike = sum(1 for one in values if one == value) - 1
    return Fraction(2 * lower + others_alike, 2)
