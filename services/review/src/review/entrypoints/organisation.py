"""组织奖: the list with every figure behind it, as JSON, for the office and, once released, for everybody."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.openapi import or_as_before
from pydantic import BaseModel, Field

from review.domain.fold import Refused
from review.domain.organisation import AwardLine
from review.domain.organisation_folds import organisation_lines
from review.domain.scores import shown
from review.domain.state import Campaign
from review.entrypoints.answers import need, settle
from review.entrypoints.choosing import AtWork, all_known
from review.entrypoints.guards import At, DeskPart, Organiser, pages_of
from review.entrypoints.own_campaign import Own
from review.entrypoints.refusals import WORDS
from review.entrypoints.requests import Id, Strict
from review.handlers.organisation import release_organisation_award

router = APIRouter(tags=["organisation award"])
PAGE = "/office/organisation"


class AwardLineView(BaseModel):
    """A unit with its figures. Shares and score are exact fractions as text (`3/8`); `score_shown` is to read."""

    rank: int
    unit_id: str
    name: str
    awarded: bool
    entries: int
    quota_min: int | None
    passed: int
    finalists: int
    fill_share: str
    passed_share: str
    finalist_share: str
    score: str
    score_shown: str


class OrganisationAwardView(BaseModel):
    """The award of organisation: for how many units, what the figures weigh, and where each unit stands."""

    released: bool
    places: int
    weights: Annotated[dict[str, str], Field(description="fill, passed and finalist, as decimals")]
    lines: list[AwardLineView]


class ReleaseRequest(Strict):
    """The units of the list that was seen, in its order: another one is not released."""

    unit_ids: tuple[Id, ...] = Field(max_length=2000)


@router.get("/api/v1/outcome/{c}/organisation-award")
async def read_released(at: At) -> OrganisationAwardView:
    """The released list; 404 `award-not-released` before."""
    need(at.organisation_award, "award-not-released")
    return award_view(at)


@router.get("/api/v1/review/{c}/organisation-award")
async def read_standing(at: At, _session: Organiser) -> OrganisationAwardView:
    """The list as it would be released now, or as it was."""
    return award_view(at)


@router.post("/api/v1/review/{c}/organisation-award", status_code=201, responses=or_as_before(OrganisationAwardView))
async def release(
    body: ReleaseRequest, at: At, desk: DeskPart, session: Organiser, response: Response
) -> OrganisationAwardView:
    """Releases the list, once; another list than the figures give is `figures-changed`."""
    settle(response, await release_organisation_award(desk, at.campaign_id, body.unit_ids, session.subject))
    return award_view(at)


@router.get(PAGE, include_in_schema=False)
async def page(request: Request, _session: Organiser, at: AtWork) -> Response:
    """Every unit with its figures, and the button."""
    return _page(request, at, template="office_organisation.html")


@router.post(PAGE, include_in_schema=False)
async def press(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, unit: Annotated[tuple[Id, ...], Form()] = ()
) -> Response:
    """Releases what was on the page."""
    verdict = await release_organisation_award(desk, at.campaign_id, unit, session.subject)
    if isinstance(verdict, Refused):
        return _page(request, at, template="office_organisation.html", refused=verdict)
    return RedirectResponse(f"{PAGE}?campaign={quote(at.campaign_id)}", status_code=303)


@router.get("/outcome/organisation", include_in_schema=False)
async def public_page(request: Request, own: Own, desk: DeskPart) -> Response:
    """The released list, for everybody."""
    if own is None:
        return pages_of(request).render(request, "choice.html", campaigns=all_known(desk), to="/outcome/organisation")
    need(own.organisation_award, "award-not-released")
    return _page(request, own, template="organisation.html")


def award_view(campaign: Campaign) -> OrganisationAwardView:
    """The list with its rules."""
    rules = campaign.rules.organisation
    names = {unit.unit_id: unit.name for unit in campaign.rules.units}
    return OrganisationAwardView(
        released=bool(campaign.organisation_award),
        places=rules.places,
        weights={"fill": str(rules.fill), "passed": str(rules.passed), "finalist": str(rules.finalist)},
        lines=[_view(line, names) for line in organisation_lines(campaign)],
    )


def _view(line: AwardLine, names: dict[str, str]) -> AwardLineView:
    one = line.figures
    return AwardLineView(
        rank=line.rank, unit_id=one.unit_id, name=names.get(one.unit_id, one.unit_id), awarded=line.awarded,
        entries=one.entries, quota_min=one.quota_min, passed=one.passed, finalists=one.finalists,
        fill_share=str(line.fill), passed_share=str(line.passed), finalist_share=str(line.finalist),
        score=str(line.score), score_shown=str(shown(line.score)),
    )  # fmt: skip


def _page(request: Request, at: Campaign, **about: Any) -> Response:
    refused: Refused | None = about.get("refused")
    status, zh, en = WORDS[refused.code] if refused else (200, "", "")
    return pages_of(request).render(
        request,
        about["template"],
        status=status,
        campaign=at,
        award=award_view(at),
        ready="finalist" in at.selection.released,
        fault=(zh, en) if refused else None,
    )
