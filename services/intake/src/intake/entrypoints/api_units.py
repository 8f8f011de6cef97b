"""Reporting units as JSON: the tree with its quotas, informants, and the letters by which units are chased."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from plumbing.problems import Problem
from plumbing.tokens import Session
from pydantic import BaseModel, Field

from intake.domain.letters import Letter
from intake.domain.quota import Branch, Fill, QuotaState
from intake.domain.unit_tree import above_of
from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.guards import CampaignId, DeskPart, Office, Organiser, Reporter, SheetSender
from intake.handlers.desk import Desk
from intake.handlers.informants import REASON_LONGEST, NewInformant, informant_of, name_informant, see_informant
from intake.handlers.reminding import Reminding, letters_to, remind
from intake.handlers.units import quota_tree

router = APIRouter(prefix="/api/v1/campaigns/{c}")

UnitId = Annotated[str, Path(max_length=64, description="The reporting unit (报送单位)")]
Rate = Annotated[float | None, Field(description="完成率 from 0 to 1; null where nothing is asked (不限)")]
Name = Annotated[str, Field(max_length=64)]


class UnitView(BaseModel):
    """A unit, its soft quota, how far it has come, and how far it and everything below it have come together."""

    unit_id: str
    name: str
    group: str
    parent: Annotated[str | None, Field(description="The unit above it")]
    depth: Annotated[int, Field(description="How many units are above it")]
    quota_min: int | None
    quota_max: int | None
    entries: int
    state: QuotaState
    fill_rate: Rate
    branch_units: Annotated[int, Field(description="The unit and everything below it")]
    branch_entries: int
    branch_fill_rate: Rate
    informant_named_at: Annotated[datetime | None, Field(description="Since when it has its informant (信息员)")]


class InformantRequest(Strict):
    """Who reports for a unit."""

    name: Annotated[str, Field(max_length=200)]
    phone: Annotated[str, Field(max_length=40)]


class InformantView(BaseModel):
    """That a unit has an informant, and since when; not who."""

    unit_id: str
    named_at: datetime
    named_by: str


class ContactRequest(Strict):
    """What a contact is wanted for; it is written down."""

    reason: Annotated[str, Field(max_length=REASON_LONGEST)]


class ContactView(BaseModel):
    """An informant."""

    name: str
    phone: str


class ReminderRequest(Strict):
    """Which units are chased; without a list all that are under their quota."""

    unit_ids: Annotated[tuple[Name, ...] | None, Field(max_length=2000)] = None
    forced: Annotated[bool, Field(description="Also those that were written to today")] = False


class LetterView(BaseModel):
    """A letter (提醒函) to a unit, with the figures of its moment."""

    number: int
    unit_id: str
    entries: int
    quota_min: int | None
    quota_max: int | None
    submissions_close_at: datetime
    written_at: datetime
    actor: str
    to_informant: Annotated[bool, Field(description="Whether a notice goes to an informant")]


class RemindersView(BaseModel):
    """What was written, and which units have today's letter already."""

    letters: list[LetterView]
    passed_over: tuple[str, ...]


@router.get("/units")
async def units(c: CampaignId, desk: DeskPart, _session: Organiser) -> list[UnitView]:
    """The tree of units, each before those below it, with entries against quotas."""
    return [_view(desk, c, branch) for branch in quota_tree(desk, c)]


@router.get("/units/{unit_id}")
async def unit(c: CampaignId, unit_id: UnitId, desk: DeskPart, session: Reporter) -> UnitView:
    """One unit; a unit's account sees its own and those below it."""
    _check_seen(desk, c, unit_id, session)
    found = next((branch for branch in quota_tree(desk, c) if branch.line.unit.unit_id == unit_id), None)
    if found is None:
        raise Problem("unit-unknown", 404, "没有这个报送单位。", "There is no such unit.")
    return _view(desk, c, found)


@router.put("/units/{unit_id}/informant")
async def put_informant(
    c: CampaignId, unit_id: UnitId, body: InformantRequest, desk: DeskPart, session: SheetSender
) -> InformantView:
    """Names the informant (信息员), or another one: by the office, or by a unit above."""
    named = await name_informant(desk, c, unit_id, NewInformant(body.name, body.phone), session)
    return InformantView(unit_id=unit_id, named_at=named.named_at, named_by=named.named_by)


@router.post("/units/{unit_id}/informant/contact")
async def open_informant(
    c: CampaignId, unit_id: UnitId, body: ContactRequest, desk: DeskPart, session: Office
) -> ContactView:
    """Name and phone of the informant. Who asked and why is on the log before anything is told."""
    contact = await see_informant(desk, c, unit_id, body.reason, session.subject)
    return ContactView(name=contact.name, phone=contact.phone)


@router.get("/units/{unit_id}/letters")
async def letters(c: CampaignId, unit_id: UnitId, desk: DeskPart, session: SheetSender) -> list[LetterView]:
    """The letters to a unit, the latest first."""
    _check_seen(desk, c, unit_id, session)
    return [_letter(one) for one in letters_to(desk, c, unit_id)]


@router.post("/reminders")
async def chase(c: CampaignId, body: ReminderRequest, desk: DeskPart, session: Office) -> RemindersView:
    """Writes to units (催报), one letter a unit and day unless forced; their informants have it as a notice."""
    written = await remind(desk, c, Reminding(body.unit_ids, body.forced), session.subject)
    return RemindersView(letters=[_letter(one) for one in written.letters], passed_over=written.passed_over)


def _check_seen(desk: Desk, campaign_id: str, unit_id: str, session: Session) -> None:
    units = desk.campaign(campaign_id).rules.units
    if session.role == "unit" and session.unit not in (unit_id, *above_of(units, unit_id)):
        raise Problem(
            "unit-forbidden", 403, "只能查看本单位和下级单位。", "You can see your own unit and those below it."
        )


def _view(desk: Desk, campaign_id: str, branch: Branch) -> UnitView:
    line, informant = branch.line, informant_of(desk, campaign_id, branch.line.unit.unit_id)
    unit = line.unit
    return UnitView(
        unit_id=unit.unit_id, name=unit.name, group=unit.group, parent=unit.parent, depth=branch.depth,
        quota_min=unit.quota_min, quota_max=unit.quota_max, entries=line.entries, state=line.state,
        fill_rate=_rate(line.fill), branch_units=branch.units, branch_entries=branch.entries,
        branch_fill_rate=_rate(branch.fill), informant_named_at=informant.named_at if informant else None,
    )  # fmt: skip


def _rate(fill: Fill) -> float | None:
    return None if fill.rate is None else float(fill.rate)


def _letter(letter: Letter) -> LetterView:
    return LetterView(
        number=letter.number, unit_id=letter.unit_id, entries=letter.entries, quota_min=letter.quota_min,
        quota_max=letter.quota_max, submissions_close_at=letter.closes_at, written_at=letter.at, actor=letter.actor,
        to_informant=letter.informant_ref is not None,
    )  # fmt: skip
