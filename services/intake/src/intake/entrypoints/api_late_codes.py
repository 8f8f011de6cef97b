"""Codes for late entries, as JSON."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from plumbing.moments import Moment
from pydantic import BaseModel, Field

from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.guards import CampaignId, DeskPart, Organiser
from intake.handlers.late_codes import issue_late_code

router = APIRouter(prefix="/api/v1/campaigns/{c}/late-codes")


class LateCodeRequest(Strict):
    """Until when a code is good, and for which unit, if for one."""

    expires_at: Moment
    unit_id: Annotated[str | None, Field(max_length=64)] = None


class IssuedCodeView(BaseModel):
    """A code for one entry after the deadline. It is told this once; the log has a digest of it."""

    code: str
    expires_at: datetime
    unit_id: str | None


class LateCodeView(BaseModel):
    """A code that was issued, without the code."""

    unit_id: str | None
    issued_at: datetime
    expires_at: datetime
    actor: str
    used: bool


@router.post("", status_code=201)
async def issue(c: CampaignId, body: LateCodeRequest, desk: DeskPart, session: Organiser) -> IssuedCodeView:
    """Issues a code that lets one entry in after the deadline."""
    issued = await issue_late_code(desk, c, body.unit_id, body.expires_at, session.subject)
    return IssuedCodeView(code=issued.code, expires_at=issued.expires_at, unit_id=issued.unit_id)


@router.get("")
async def list_issued(c: CampaignId, desk: DeskPart, _session: Organiser) -> list[LateCodeView]:
    """Every code that was issued, in the order of the log."""
    return [
        LateCodeView(
            unit_id=one.unit_id, issued_at=one.issued_at, expires_at=one.expires_at, actor=one.actor,
            used=bool(one.used_by),
        )
        for one in desk.campaign(c).late_codes.values()
    ]  # fmt: skip
