"""What the campaign pack says of the way from fifty to one."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from review.domain.composite import Normalisation, Weighing
from review.domain.contest_terms import Rules
from review.domain.prizes import Amounts, Reading
from review.domain.scores import Weights


@dataclass(frozen=True, slots=True)
class PanelRules:
    """How the judges' marks become one figure, and how many judges are drawn for an entry (None: all of them)."""

    method: Literal["mean", "trimmed", "standard"] = "mean"
    trim: int = 1
    judges_each: int | None = None


@dataclass(frozen=True, slots=True)
class CompositeRules:
    """How votes and scores are laid on one scale, and the most votes of one entry that count there (None: all)."""

    normalisation: Normalisation = "range"
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectionRules:
    """公示: days in which objections are taken (0: no such period), and days within which each is answered."""

    days: int = 0
    answer_days: int = 3


@dataclass(frozen=True, slots=True)
class PrizeRules:
    """Several works of one author, a prize of several authors, and the place of a work that was withdrawn."""

    same_author: Literal["each", "best"] = "each"
    co_authors: Literal["equal", "stated"] = "equal"
    withdrawn_winner: Literal["promote", "vacant"] = "promote"


@dataclass(frozen=True, slots=True)
class SelectionRules:
    """What the pack says of the way from fifty to one. `signers` are the roles that sign the decision, each by another
    person; `alternates` is how many works next in order each cut names; `finalists_by` says whether the office names
    the finalists or a panel's scores cut them (初评).
    """

    nominees: int = 20
    excellent: int = 10
    weights: Weights = field(default_factory=Weights)
    public_weight: Decimal = Decimal("0.5")
    voting: Rules = field(default_factory=Rules)
    amounts: Amounts = field(default_factory=Amounts)
    reading: Reading = "nested"
    panel: PanelRules = PanelRules()
    composite: CompositeRules = CompositeRules()
    alternates: int = 0
    finalists_by: Literal["office", "panel"] = "office"
    signers: tuple[str, ...] = ("leader",)
    objections: ObjectionRules = ObjectionRules()
    prizes: PrizeRules = PrizeRules()

    @property
    def weighing(self) -> Weighing:
        """How expert and public opinion are put together."""
        return Weighing(self.public_weight, self.composite.normalisation, self.composite.cap)
