"""From fifty to one: what is known of a campaign's selection, and what can be read from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from review.domain.composite import Line
from review.domain.contest_terms import Choice, Terms
from review.domain.decision import Decision
from review.domain.outcome import Outcome, decision_for
from review.domain.panel import Panel, Round
from review.domain.prizes import Prize
from review.domain.scores import Mean
from review.domain.selection_rules import SelectionRules
from review.domain.shares import Authorship
from review.domain.signed_lists import Release, figure_line


@dataclass(frozen=True, slots=True)
class Work:
    """A finalist as the selection sees it: no author, no unit."""

    entry_id: str
    phrase: str
    explanation: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Ground:
    """What the selection stands on: the rules of the campaign and the finalists that the office chose. Whose they are
    matters to the prizes alone.
    """

    campaign_id: str
    rules: SelectionRules
    finalists: tuple[Work, ...]
    authors: Mapping[str, Authorship] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The finalists by id."""
        return tuple(work.entry_id for work in self.finalists)

    def work(self, entry_id: str) -> Work:
        """The finalist with this id."""
        return next(work for work in self.finalists if work.entry_id == entry_id)


@dataclass(frozen=True, slots=True)
class Nomination:
    """One of the twenty, with the figures that he came by."""

    entry_id: str
    rank: int
    mean: Mean
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class CutList:
    """What a panel's cut made: the chosen, the alternates next in order (替补), and who shared the score at the cut.
    `figures` is what is signed of everybody who was compared.
    """

    chosen: tuple[Nomination, ...]
    alternates: tuple[Nomination, ...]
    tied: tuple[str, ...]
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a nominee had, from when and by whose hand. The first is the author's own."""

    text: str
    explanation: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """The certified result of the public vote."""

    counted: int
    refused: int
    votes: dict[str, int]
    closed_at: datetime


@dataclass(slots=True)
class Selection:
    """Everything that was decided after the finalists. Only the steps write it.

    `first` is the panel of 初评 and `finalist_cut` what it was cut to, where the pack has the finalists cut so;
    `released` names the lists that are public. `called` are the terms that the vote was opened on, `contest` those that
    hold now. `decision` may be sealed: whoever tells of it asks `outcome.decision_for`.
    """

    first: Panel = field(default_factory=Panel)
    finalist_cut: CutList | None = None
    panel: Panel = field(default_factory=Panel)
    nominees: tuple[Nomination, ...] = ()
    nominees_tied: tuple[str, ...] = ()
    nominee_alternates: tuple[Nomination, ...] = ()
    nominee_figures: tuple[str, ...] = ()
    released: dict[str, Release] = field(default_factory=dict)
    versions: dict[str, list[Version]] = field(default_factory=dict)
    called: Terms | None = None
    contest: Terms | None = None
    result: Result | None = None
    composite: tuple[Line, ...] = ()
    excellent: tuple[str, ...] = ()
    excellent_tied: tuple[str, ...] = ()
    decision: Decision | None = None
    outcome: Outcome = field(default_factory=Outcome)
    prizes: tuple[Prize, ...] = ()
    released_at: datetime | None = None

    def panel_of(self, round_: Round) -> Panel:
        """The panel of a round."""
        return self.first if round_ == "finalist" else self.panel

    def is_cut(self, round_: Round) -> bool:
        """Whether the list of a round is made."""
        return bool(self.finalist_cut) if round_ == "finalist" else bool(self.nominees)

    @property
    def nominee_ids(self) -> tuple[str, ...]:
        """The nominees in the order of the cut."""
        return tuple(one.entry_id for one in self.nominees)

    @property
    def excellent_figures(self) -> tuple[str, ...]:
        """What is signed of the composite with the excellent works."""
        return tuple(figure_line(line.entry_id, line.composite) for line in self.composite)

    @property
    def gone(self) -> frozenset[str]:
        """Nominees that were withdrawn during the vote."""
        return self.contest.gone if self.contest else frozenset()

    @property
    def winner(self) -> str | None:
        """The entry that was decided for, once everybody may know."""
        told = decision_for(self, ())
        return told.entry_id if told else None

    @property
    def awarded_total(self) -> int:
        """The money released, in yuan."""
        return sum(prize.amount for prize in self.prizes)

    def text_of(self, work: Work) -> Choice:
        """The entry with its text of this moment."""
        versions = self.versions.get(work.entry_id)
        if not versions:
            return Choice(work.entry_id, work.phrase, work.explanation)
        return Choice(work.entry_id, versions[-1].text, versions[-1].explanation)

    def line_of(self, entry_id: str) -> Line | None:
        """The composite of one of the twenty, once the result is certified."""
        return next((line for line in self.composite if line.entry_id == entry_id), None)


def figures(selection: Selection) -> dict[str, int | str | None]:
    """The funnel's lower half."""
    return {
        "nominees": len(selection.nominees),
        "counted_votes": selection.result.counted if selection.result else 0,
        "excellent": len(selection.excellent),
        "winner": selection.winner,
        "awarded_total": selection.awarded_total,
    }


def expert_range(selection: Selection) -> tuple[Fraction, Fraction] | None:
    """Lowest and highest expert mean of those not withdrawn: the expert figure is laid on 0–100 by them."""
    totals = [one.mean.total for one in selection.nominees if one.entry_id not in selection.gone]
    return (min(totals), max(totals)) if totals else None
