"""The office's audit trail of what intake knows, as JSON and as a page: the latest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from intake.domain.state import Campaign
from intake.domain.trail import Act
from intake.entrypoints.choosing import AtWork
from intake.entrypoints.guards import CampaignId, DeskPart, Organiser, pages_of
from intake.entrypoints.rule_names import NAMES
from intake.entrypoints.words import Words
from intake.handlers.desk import Desk

router = APIRouter()
PATH = "/office/campaign/trail"
LINES = 100
ACTS: dict[str, Words] = {
    "campaign-created": ("开启征集活动", "Opened the campaign"),
    "deadline-moved": ("调整征集截止时间", "Moved the deadline"),
    "rule-amended": ("修改规则", "Amended a rule"),
    "account-created": ("新建账号", "Made an account"),
    "entries-submitted": ("登记或报送作品", "Entered or reported entries"),
    "late-code-issued": ("发放补投码", "Issued a late code"),
    "entry-edited": ("修改作品", "Edited an entry"),
    "entry-withdrawn": ("撤回作品", "Withdrew an entry"),
    "entry-restored": ("恢复作品", "Restored an entry"),
    "file-attached": ("添加附页", "Added a file"),
    "file-removed": ("删除附页", "Removed a file"),
    "contact-unsealed": ("查看联系方式或附页", "Was shown a contact or a file"),
    "contact-erased": ("删除作者个人信息", "Erased an author's personal data"),
    "informant-named": ("登记信息员", "Named an informant"),
    "units-reminded": ("发提醒函", "Reminded units"),
}
By = Annotated[str, Query(max_length=64, description="Only what this person did")]
Skipped = Annotated[int, Query(ge=0, le=10**7, description="How many of the latest are passed over")]


class ActView(BaseModel):
    """One line: who, what, when, of how many things."""

    at: datetime
    what: str = Field(description="The event as the log names it")
    actor: str
    count: int = Field(description="Of how many entries or units")
    about: str = Field(description="The entry, the unit, the rule or the account, where it is one")
    reason: str = Field(description="What was said with it; of a contact, what for it was asked")


class TrailView(BaseModel):
    """A page of the trail."""

    acts: list[ActView]
    total: int = Field(description="Lines in all, of this person where one is named")


@router.get("/api/v1/campaigns/{c}/trail", tags=["trail"])
async def trail(c: CampaignId, _session: Organiser, desk: DeskPart, by: By = "", skip: Skipped = 0) -> TrailView:
    """Who did what, the latest first, a hundred at a time; what concerns every campaign is in each."""
    acts = _acts(desk, desk.campaign(c), by)
    shown = [ActView.model_validate(act, from_attributes=True) for act in acts[skip : skip + LINES]]
    return TrailView(acts=shown, total=len(acts))


@router.get(PATH, include_in_schema=False)
async def page(_session: Organiser, request: Request, work: AtWork, by: By = "", skip: Skipped = 0) -> Response:
    """The same to be read."""
    acts = _acts(work.desk, work.campaign, by)
    return pages_of(request).render(
        request,
        "office_trail.html",
        work=work,
        acts=[(act, *about_of(work.campaign, act)) for act in acts[skip : skip + LINES]],
        words=ACTS,
        people=sorted({act.actor for act in _acts(work.desk, work.campaign, "")}),
        by=by,
        newer=_address(work.campaign, by, max(0, skip - LINES)) if skip else None,
        older=_address(work.campaign, by, skip + LINES) if skip + LINES < len(acts) else None,
    )


def about_of(campaign: Campaign, act: Act) -> tuple[Words, bool]:
    """What a line is about in both languages, and whether that is text in Chinese whatever the reader's language."""
    if entry := campaign.named(act.about):
        return (entry.filed.phrase, entry.filed.phrase), True
    unit = next((one for one in campaign.rules.units if one.unit_id == act.about), None)
    if unit:
        return (unit.name, unit.name), True
    return NAMES.get(act.about, (act.about, act.about)), False


def _acts(desk: Desk, campaign: Campaign, by: str) -> Sequence[Act]:
    found = (act for act in reversed(desk.state.trail) if act.campaign_id in ("", campaign.campaign_id))
    return [act for act in found if not by or act.actor == by]


def _address(campaign: Campaign, by: str, skip: int) -> str:
    asked = {"campaign": campaign.campaign_id, "by": by, "skip": str(skip) if skip else ""}
    return f"{PATH}?" + urlencode({name: value for name, value in asked.items() if value})
