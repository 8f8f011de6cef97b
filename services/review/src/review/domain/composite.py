"""Expert and public opinion together: the figure by which the ten excellent works are cut from the twenty.

Both figures are first laid on 0-100 over the twenty, as the pack's `normalisation` says:

range   the lowest is 0, the highest is 100, what lies between keeps its proportion: 100 x (x - lowest) / (highest -
        lowest). Without this the panel, whose marks lie close together, would have no say beside the votes.
share   100 x x / highest: twice the votes stay twice the figure.
rank    100 x (how many are lower + half of those that are equal) / (all the others): only the order counts.

Where all are equal each has 100. Votes beyond the pack's `cap` do not count here (in the result they do). Then

    composite = (1 - w) x expert + w x public        with w the pack's `public_weight`

The weighing is fixed when the vote is called and told with it, so that nobody changes it with the result before him.
Everything is an exact fraction, shown with four decimals; lowest and highest are shown too, so anyone can do the sum
on paper.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from review.domain.cuts import Candidate, in_order

SCALE = 100
Normalisation = Literal["range", "share", "rank"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much the public counts, how both figures are laid on one scale, and how many votes of one entry count."""

    public_weight: Decimal = Decimal("0.5")
    normalisation: Normalisation = "range"
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Nominee:
    """One of the twenty: what the experts said, and how many votes the certified result gives it."""

    entry_id: str
    expert_mean: Fraction
    political: Fraction
    votes: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One of the twenty with all its figures."""

    entry_id: str
    rank: int
    expert_mean: Fraction
    expert: Fraction
    votes: int
    public: Fraction
    composite: Fraction


def compose(nominees: Sequence[Nominee], weighing: Weighing) -> list[Line]:
    """The twenty in the order of the composite; equal ones by expert mean, by 政治方向, then the earlier submission."""
    laid_on_scale = _SCALES[weighing.normalisation]
    expert = laid_on_scale({one.entry_id: one.expert_mean for one in nominees})
    public = laid_on_scale({one.entry_id: Fraction(_counting(one.votes, weighing.cap)) for one in nominees})
    weight = Fraction(weighing.public_weight)
    figure = {one.entry_id: (1 - weight) * expert[one.entry_id] + weight * public[one.entry_id] for one in nominees}
    by_id = {one.entry_id: one for one in nominees}
    ranked = in_order(_candidate(one, figure[one.entry_id]) for one in nominees)
    return [
        Line(
            entry_id=place.entry_id,
            rank=rank,
            expert_mean=by_id[place.entry_id].expert_mean,
            expert=expert[place.entry_id],
            votes=by_id[place.entry_id].votes,
            public=public[place.entry_id],
            composite=figure[place.entry_id],
        )
        for rank, place in enumerate(ranked, 1)
    ]


def _candidate(nominee: Nominee, figure: Fraction) -> Candidate:
    return Candidate(nominee.entry_id, (figure, nominee.expert_mean, nominee.political), nominee.submitted_at)


def _counting(votes: int, cap: int | None) -> int:
    return votes if cap is None else min(votes, cap)


def _by_range(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    lowest, highest = _ends(values.values())
    if lowest == highest:
        return dict.fromkeys(values, Fraction(SCALE))
    return {name: SCALE * (value - lowest) / (highest - lowest) for name, value in values.items()}


def _by_share(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    _, highest = _ends(values.values())
    if not highest:
        return dict.fromkeys(values, Fraction(SCALE))
    return {name: SCALE * value / highest for name, value in values.items()}


def _by_rank(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    if len(set(values.values())) < 2:
        return dict.fromkeys(values, Fraction(SCALE))
    return {name: SCALE * _below(value, values.values()) / (len(values) - 1) for name, value in values.items()}


def _below(value: Fraction, values: Collection[Fraction]) -> Fraction:
    lower, equal = sum(one < value for one in values), sum(one == value for one in values)
    return lower + Fraction(equal - 1, 2)


def _ends(values: Collection[Fraction]) -> tuple[Fraction, Fraction]:
    return min(values), max(values)


_SCALES: dict[Normalisation, Callable[[Mapping[str, Fraction]], dict[str, Fraction]]] = {
    "range": _by_range,
    "share": _by_share,
    "rank": _by_rank,
}
