"""What is told of 专家论证: a judge's own ballot, how far the panel is, and the lists that were cut."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, Field

from review.domain.panel import Abstention, Panel, Round, Verdict
from review.domain.prizes import Tier
from review.domain.releases import digest_of, listed
from review.domain.scores import Marks
from review.domain.selection import Nomination, Work
from review.domain.state import Campaign
from review.entrypoints.selection_views import text


class BallotLine(BaseModel):
    """One entry as a judge sees it: no author, no unit, nobody else's marks."""

    entry_id: str
    phrase: str
    explanation: str
    political: str | None = None
    guidance: str | None = None
    form: str | None = None
    abstain: bool = False
    reason: str | None = None
    conflict: bool = Field(default=False, description="A conflict is known: counted as an abstention")

    @property
    def done(self) -> bool:
        """Whether nothing is left to say about this entry."""
        return self.conflict or self.abstain or self.political is not None


class BallotView(BaseModel):
    """A judge's own ballot."""

    round: Round = "nominee"
    entries: list[BallotLine]
    closed: bool = Field(description="The list is cut: marks no longer change")
    due_at: datetime | None = None
    reminded_at: datetime | None = None


class JudgeProgress(BaseModel):
    """How far a judge is."""

    judge: str
    missing: int = Field(description="Entries that he has neither scored nor abstained on")
    assigned: int = Field(description="Entries that are his to score")
    conflicts: list[str] = Field(description="Entries that he must not score, registered or computed")
    reminded_at: datetime | None = None


class PanelView(BaseModel):
    """The panel, without a single mark."""

    round: Round = "nominee"
    judges: list[JudgeProgress]
    finalists: int = Field(description="How many entries the round is about")
    complete: bool
    due_at: datetime | None = None
    judges_each: int | None = Field(default=None, description="How many judges are drawn for each entry")
    seed: str | None = Field(default=None, description="What decided the draw: anybody can repeat it")


class NomineeView(BaseModel):
    """One line of a list that was cut by scores."""

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
    alternates: list[NomineeView] = Field(description="The next in order (替补)")
    tied_at_cut: list[str] = Field(description="Entries that share the last score across the cut; empty without a tie")


class ListView(BaseModel):
    """The list of a tier, pending or released."""

    tier: Tier
    entry_ids: list[str]
    digest: str = Field(description="Over campaign, tier, entries and every figure; who releases signs it")
    released_at: datetime | None
    released_by: str | None


def ballot_view(at: Campaign, judge: str, round_: Round) -> BallotView:
    """The ballot of one judge; empty for anyone who is not on the panel."""
    panel = at.selection.panel_of(round_)
    own = panel.ballot_of(judge)
    mine = [entry for entry in at.field_of(round_) if panel.scores(judge, entry) or panel.must_abstain(judge, entry)]
    works = (at.work(entry) for entry in mine) if judge in panel.judges else ()
    lines = [_ballot_line(work, own, conflict=panel.must_abstain(judge, work.entry_id)) for work in works]
    return BallotView(
        round=round_,
        entries=lines,
        closed=at.selection.is_cut(round_),
        due_at=panel.due_at,
        reminded_at=panel.reminded.get(judge),
    )


def round_of(at: Campaign, judge: str) -> Round:
    """The round that is a judge's to score now: the first while he sits there and it is not cut."""
    first = at.selection.first
    return "finalist" if judge in first.judges and not at.selection.is_cut("finalist") else "nominee"


def panel_view(at: Campaign, round_: Round = "nominee") -> PanelView:
    """Who sits on the panel and how far each is."""
    panel, entries = at.selection.panel_of(round_), at.field_of(round_)
    judges = [_progress(panel, judge, entries) for judge in panel.judges]
    return PanelView(
        round=round_,
        judges=judges,
        finalists=len(entries),
        complete=bool(judges) and not any(one.missing for one in judges),
        due_at=panel.due_at,
        judges_each=panel.draw.each if panel.draw else None,
        seed=panel.draw.seed if panel.draw else None,
    )


def nominees_view(at: Campaign) -> NomineesView:
    """The nominees in the order of the cut, with their texts of now."""
    selection = at.selection
    return NomineesView(
        nominees=_lines(at, selection.nominees),
        alternates=_lines(at, selection.nominee_alternates),
        tied_at_cut=list(selection.nominees_tied),
    )


def finalists_by_panel(at: Campaign) -> NomineesView | None:
    """The finalists as a panel cut them; None where the office named them."""
    made = at.selection.finalist_cut
    if made is None:
        return None
    return NomineesView(
        nominees=_lines(at, made.chosen), alternates=_lines(at, made.alternates), tied_at_cut=list(made.tied)
    )


def list_view(at: Campaign, tier: Tier) -> ListView:
    """The list of a tier with what is signed at its release."""
    entries, released = listed(at, tier), at.selection.released.get(tier)
    return ListView(
        tier=tier,
        entry_ids=list(entries),
        digest=digest_of(at, tier),
        released_at=released.at if released else None,
        released_by=released.actor if released else None,
    )


def _progress(panel: Panel, judge: str, entries: Sequence[str]) -> JudgeProgress:
    barred = sorted(entry for name, entry in panel.conflicts | panel.computed if name == judge)
    return JudgeProgress(
        judge=judge,
        missing=panel.missing(entries).get(judge, 0),
        assigned=sum(panel.scores(judge, entry) for entry in entries if entry not in barred),
        conflicts=barred,
        reminded_at=panel.reminded.get(judge),
    )


def _lines(at: Campaign, nominations: Iterable[Nomination]) -> list[NomineeView]:
    return [_nominee(one, at.selection.text_of(at.work(one.entry_id)).phrase) for one in nominations]


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
