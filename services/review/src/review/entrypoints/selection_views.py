"""What the API and the pages tell of the selection. Figures are decimal strings with four places."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from pydantic import BaseModel, Field

from review.domain.composite import Line, Weighing
from review.domain.scores import shown
from review.domain.selection import Ground, Selection


class CompositeLine(BaseModel):
    """One of the twenty with all its figures."""

    entry_id: str
    rank: int
    phrase: str
    expert_mean: str
    expert: str = Field(description="The expert mean on 0–100 over the nominees")
    votes: int
    public: str = Field(description="The votes on 0–100 over the nominees")
    composite: str


class CompositeView(BaseModel):
    """The composite of the twenty."""

    entries: list[CompositeLine]
    public_weight: str
    normalisation: str = Field(description="range, share or rank: how both figures are laid on 0–100")
    cap: int | None = Field(description="Most votes of one entry that count here")
    counted: int


class ExcellentView(BaseModel):
    """The cut to the excellent works."""

    excellent: list[CompositeLine]
    tied_at_cut: list[str]


class PrizeLine(BaseModel):
    """What one entry gets."""

    entry_id: str
    phrase: str
    tier: str
    amount: int
    certificate: bool
    souvenir: bool


class AwardsView(BaseModel):
    """All prizes."""

    lines: list[PrizeLine]
    total: int
    reading: str
    released_at: datetime | None


def composite_view(selection: Selection, ground: Ground) -> CompositeView:
    """The twenty in the order of the composite."""
    called = selection.contest.weighing if selection.contest else ground.rules.weighing
    return weighed_view(selection.composite, called, selection, ground)


def weighed_view(lines: Sequence[Line], weighing: Weighing, selection: Selection, ground: Ground) -> CompositeView:
    """The lines of a composite, and how they were weighed."""
    return CompositeView(
        entries=[composite_line(line, selection, ground) for line in lines],
        public_weight=str(weighing.public_weight),
        normalisation=weighing.normalisation,
        cap=weighing.cap,
        counted=selection.result.counted if selection.result else 0,
    )


def excellent_view(selection: Selection, ground: Ground) -> ExcellentView:
    """The excellent works in the order of the composite."""
    lines = [line for line in selection.composite if line.entry_id in selection.excellent]
    return ExcellentView(
        excellent=[composite_line(line, selection, ground) for line in lines],
        tied_at_cut=list(selection.excellent_tied),
    )


def awards_view(selection: Selection, ground: Ground) -> AwardsView:
    """The prizes, the winner first."""
    return AwardsView(
        lines=[
            PrizeLine(
                entry_id=prize.entry_id,
                phrase=selection.text_of(ground.work(prize.entry_id)).phrase,
                tier=prize.tier,
                amount=prize.amount,
                certificate=prize.certificate,
                souvenir=prize.souvenir,
            )
            for prize in selection.prizes
        ],
        total=selection.awarded_total,
        reading=ground.rules.reading,
        released_at=selection.released_at,
    )


def composite_line(line: Line, selection: Selection, ground: Ground) -> CompositeLine:
    """One line of the composite with its text of now."""
    return CompositeLine(
        entry_id=line.entry_id,
        rank=line.rank,
        phrase=selection.text_of(ground.work(line.entry_id)).phrase,
        expert_mean=text(line.expert_mean),
        expert=text(line.expert),
        votes=line.votes,
        public=text(line.public),
        composite=text(line.composite),
    )


def text(figure: Fraction) -> str:
    """A figure as it is told."""
    return str(shown(figure))
