"""Expert and public opinion together: the figure by which the ten excellent works are cut from the twenty.

Both figures are first laid on 0–100 over the twenty: the lowest is 0, the highest is 100, what lies between keeps its
proportion (100 × (x - lowest) / (highest - lowest)); where all are equal each has 100. Without this the panel, whose
marks lie close together, would have no say beside the votes, which do not. Then

    composite = (1 - w) × expert + w × public        with w the pack's `public_weight`

Everything is an exact fraction, shown with four decimals; lowest and highest are shown too, so anyone can do the sum
on paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from review.domain.cuts import Candidate, in_order

SCALE = 100


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


def compose(nominees: Sequence[Nominee], public_weight: Decimal) -> list[Line]:
    """The twenty in the order of the composite; equal ones by expert mean, by 政治方向, then the earlier submission."""
    expert = _on_scale({one.entry_id: one.expert_mean for one in nominees})
    public = _on_scale({one.entry_id: Fraction(one.votes) for one in nominees})
    weight = Fraction(public_weight)
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


def _on_scale(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    lowest, highest = min(values.values()), max(values.values())
    if lowest == highest:
        return dict.fromkeys(values, Fraction(SCALE))
    return {name: SCALE * (value - lowest) / (highest - lowest) for name, value in values.items()}
