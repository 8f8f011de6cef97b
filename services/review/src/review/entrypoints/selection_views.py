"""What the API and the pages tell of the selection. Figures are decimal strings with four places."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from pydantic import BaseModel, Field

from review.domain.composite import Line
from review.domain.panel import Abstention, Verdict
from review.domain.scores import Marks, shown
from review.domain.selection import Ground, Nomination, Selection, Work


class BallotLine(BaseModel):
    """One finalist as a judge sees it: no author, no unit, nobody else's marks."""

    entry_id: str
    phrase: str
    explanation: str
    political: str | None = None
    guidance: str | None = None
    form: str | None = None
    abstain: bool = False
    reason: str | None = None
    conflict: bool = Field(default=False, description="The office knows of a conflict: counted as an abstention")

    @property
    def done(self) -> bool:
        """Whether nothing is left to say about this entry."""
        return self.conflict or self.abstain or self.political is not None


class BallotView(BaseModel):
    """A judge's own ballot."""

    entries: list[BallotLine]
    closed: bool = Field(description="The nominees are cut: marks no longer change")


class JudgeProgress(BaseModel):
    """How far a judge is."""

    judge: str
    missing: int = Field(description="Entries that he has neither scored nor abstained on")
    conflicts: list[str]


class PanelView(BaseModel):
    """The panel, without a single mark."""

    judges: list[JudgeProgress]
    finalists: int
    complete: bool


class NomineeView(BaseModel):
    """One of the nominees."""

    entry_id: str
    rank: int
    phrase: str
    score: str
    political: str
    guidance: str
    form: str
    judges: int = Field(description="Over how many judges the means are taken")


class NomineesView(BaseModel):
    """The cut to the nominees."""

    nominees: list[NomineeView]
    tied_at_cut: list[str] = Field(description="Entries that share the last score across the cut; empty without a tie")


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


def ballot_view(selection: Selection, ground: Ground, judge: str) -> BallotView:
    """The ballot of one judge; empty for anyone who is not on the panel."""
    on_panel = judge in selection.panel.judges
    own = selection.panel.ballot_of(judge)
    works = ground.finalists if on_panel else ()
    lines = [_ballot_line(work, own, conflict=selection.panel.must_abstain(judge, work.entry_id)) for work in works]
    return BallotView(entries=lines, closed=bool(selection.nominees))


def panel_view(selection: Selection, ground: Ground) -> PanelView:
    """Who sits on the panel and how far each is."""
    panel = selection.panel
    missing = panel.missing(ground.ids)
    judges = [
        JudgeProgress(
            judge=judge,
            missing=missing.get(judge, 0),
            conflicts=sorted(entry for name, entry in panel.conflicts if name == judge),
        )
        for judge in panel.judges
    ]
    return PanelView(judges=judges, finalists=len(ground.finalists), complete=bool(judges) and not missing)


def nominees_view(selection: Selection, ground: Ground) -> NomineesView:
    """The nominees in the order of the cut, with their texts of now."""
    lines = [_nominee(one, selection.text_of(ground.work(one.entry_id)).phrase) for one in selection.nominees]
    return NomineesView(nominees=lines, tied_at_cut=list(selection.nominees_tied))


def composite_view(selection: Selection, ground: Ground) -> CompositeView:
    """The twenty in the order of the composite."""
    return CompositeView(
        entries=[composite_line(line, selection, ground) for line in selection.composite],
        public_weight=str(ground.rules.public_weight),
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


def _nominee(one: Nomination, phrase: str) -> NomineeView:
    return NomineeView(
        entry_id=one.entry_id,
        rank=one.rank,
        phrase=phrase,
        score=text(one.mean.total),
        political=text(one.mean.political),
        guidance=text(one.mean.guidance),
        form=text(one.mean.form),
        judges=one.mean.judges,
    )


def _ballot_line(work: Work, own: Mapping[str, Verdict], *, conflict: bool) -> BallotLine:
    line = BallotLine(entry_id=work.entry_id, phrase=work.phrase, explanation=work.explanation, conflict=conflict)
    verdict = own.get(work.entry_id)
    if isinstance(verdict, Marks):
        marks = {name: f"{getattr(verdict, name).normalize():f}" for name in ("political", "guidance", "form")}
        return line.model_copy(update=marks)
    if isinstance(verdict, Abstention):
        return line.model_copy(update={"abstain": True, "reason": verdict.reason})
    return line
