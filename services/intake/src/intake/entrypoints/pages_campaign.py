"""活动设置: the campaigns, the end of submissions, and opening a campaign from a pack."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.domain.amendments import REASON_LIMIT
from intake.domain.state import Campaign
from intake.entrypoints.choosing import AtWork, Chosen, Work
from intake.entrypoints.form_faults import Faults, faults_of, told
from intake.entrypoints.guards import DeskPart, Opener, Organiser, pages_of
from intake.entrypoints.local_moments import local, moment_of
from intake.entrypoints.pages_call import last_day
from intake.entrypoints.words import PHASES, Words
from intake.handlers.campaigns import NewCampaign, move_deadline, open_campaign
from intake.handlers.desk import Desk

router = APIRouter(include_in_schema=False)
PATH = "/office/campaign"
NO_MOMENT: Words = ("请填写日期和时间。", "Please give a date and a time.")
FIELDS = {
    "deadline-before-opening": "closes_at", "dates-invalid": "closes_at", "campaign-exists": "campaign_id",
    "campaign-id-invalid": "campaign_id", "pack-unknown": "pack", "pack-invalid": "pack", "outcome-unknown": "form",
}  # fmt: skip


class DeadlineForm(BaseModel):
    """A new end of submissions, and why."""

    closes_at: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=REASON_LIMIT)


class OpeningForm(BaseModel):
    """A campaign to be opened; what is left out is the pack's."""

    pack: str = Field(default="", max_length=64)
    campaign_id: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=100)
    opens_at: str = Field(default="", max_length=40)
    closes_at: str = Field(default="", max_length=40)

    def moments(self) -> dict[str, datetime | None]:
        """The two moments by field; None for what is left out or cannot be read."""
        return {name: moment_of(getattr(self, name)) for name in ("opens_at", "closes_at")}

    def faults(self) -> Faults:
        """A moment that cannot be read."""
        return {name: NO_MOMENT for name, found in self.moments().items() if found is None and getattr(self, name)}

    def asked(self) -> NewCampaign:
        """The same for the use case."""
        opens, closes = self.moments().values()
        return NewCampaign(self.pack, self.campaign_id.strip(), self.title.strip() or None, opens, closes)


@router.get(PATH)
async def settings(request: Request, _session: Organiser, work: Chosen, said: str = "") -> Response:
    """Every campaign, and the settings of one."""
    if work is None:
        return pages_of(request).render(request, "office_campaign.html", work=None)
    return _settings(request, work, local(work.campaign.rules.submissions_close_at), said=said)


@router.post(PATH)
async def move(request: Request, session: Organiser, work: AtWork, form: Annotated[DeadlineForm, Form()]) -> Response:
    """Moves the end of submissions. The moment that stands already, to the minute, is left as it is."""
    wanted, campaign = moment_of(form.closes_at), work.campaign
    if wanted is None:
        return _settings(request, work, form.closes_at, faults={"closes_at": NO_MOMENT}, status=422)
    try:
        if local(wanted) != local(campaign.rules.submissions_close_at):
            await move_deadline(work.desk, campaign.campaign_id, wanted, session.subject, form.reason)
    except Problem as problem:
        return _settings(request, work, form.closes_at, faults=faults_of(problem, FIELDS), status=problem.status)
    return _to(campaign.campaign_id, "moved")


@router.get(f"{PATH}/new")
async def opening(request: Request, _session: Opener, desk: DeskPart) -> Response:
    """The form to open a campaign."""
    names = desk.packs.names()
    return _opening(request, desk, OpeningForm(pack=names[0] if names else ""))


@router.post(f"{PATH}/new")
async def open_one(request: Request, session: Opener, desk: DeskPart, form: Annotated[OpeningForm, Form()]) -> Response:
    """Opens it; the faults of a pack are told one by one, each with its place."""
    if form.faults():
        return _opening(request, desk, form, faults=form.faults(), status=422)
    try:
        campaign, new = await open_campaign(desk, form.asked(), session.subject)
    except Problem as problem:
        told_of = {"faults": faults_of(problem, FIELDS), "pack_faults": problem.extra.get("errors", [])}
        return _opening(request, desk, form, status=problem.status, **told_of)
    return _to(campaign.campaign_id, "opened" if new else "unchanged")


def place_of(path: str) -> Words:
    """Where a fault of a pack is, counted as people count: `units.3.name` is the name of the fourth unit."""
    steps = path.split(".") if path else []
    zh = [f"第 {int(step) + 1} 项" if step.isdigit() else step for step in steps]
    en = [f"item {int(step) + 1}" if step.isdigit() else step for step in steps]
    return " › ".join(zh) or "整个文件", " › ".join(en) or "the whole file"


def _to(campaign_id: str, said: str) -> Response:
    return RedirectResponse(f"{PATH}?{urlencode({'campaign': campaign_id, 'said': said})}", status_code=303)


def _settings(request: Request, work: Work, closes_at: str, **about: Any) -> Response:
    rules, now = work.campaign.rules, work.desk.clock.now()
    return pages_of(request).render(
        request,
        "office_campaign.html",
        status=about.get("status", 200),
        work=work,
        lines=[_line(one, now) for one in work.choice],
        rules=rules,
        last_day=last_day(rules.submissions_close_at),
        closes_at=closes_at,
        said=about.get("said", ""),
        errors=told(request, about.get("faults", {})),
    )


def _line(campaign: Campaign, now: datetime) -> Mapping[str, Any]:
    return {
        "campaign": campaign,
        "phase": PHASES[campaign.rules.phase_at(now)],
        "last_day": last_day(campaign.rules.submissions_close_at),
        "entries": len(campaign.entries),
    }


def _opening(request: Request, desk: Desk, form: OpeningForm, **about: Any) -> Response:
    return pages_of(request).render(
        request,
        "office_campaign_new.html",
        status=about.get("status", 200),
        form=form,
        packs=list(desk.packs.names()),
        errors=told(request, about.get("faults", {})),
        pack_faults=[(place_of(one["path"]), (one["zh"], one["en"])) for one in about.get("pack_faults", [])],
    )
