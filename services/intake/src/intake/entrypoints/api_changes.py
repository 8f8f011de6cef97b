"""Editing and withdrawing an entry that is in, and signing in with its receipt, as JSON."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from plumbing.callers import caller_of, hold_device
from plumbing.language import language_of
from plumbing.limits import LIMITED
from pydantic import BaseModel, Field

from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.api_entries import (
    CoAuthorRequest,
    EntryRequest,
    Number,
    SubmissionView,
    submission_view,
    written,
)
from intake.entrypoints.guards import Changer, DeskPart
from intake.handlers.changes import REASON_LONGEST, Held, edit, hold, restore, withdraw, written_of
from intake.handlers.desk import Desk
from intake.handlers.follow_up import ask_receipt_code

router = APIRouter(prefix="/api/v1/submissions/{number}")
Version = Annotated[int, Field(ge=1, le=100000, description="The version that you saw; 409 when it is no longer there")]

Seen = Annotated[int, Query(ge=1, le=100000, description="The version that you saw; 409 when it is no longer there")]


class EditRequest(EntryRequest):
    """The entry in other words; everything is replaced."""

    replaces: Version


class WithdrawalRequest(Strict):
    """An entry is taken back. The office says why."""

    replaces: Version
    reason: Annotated[str, Field(max_length=REASON_LONGEST)] = ""


class WrittenView(BaseModel):
    """What the author wrote, for whoever may change it."""

    version: int
    phrase: str
    explanation: str
    name: str
    workplace: str
    co_authors: tuple[CoAuthorRequest, ...]
    share: int | None


@router.get("/text")
async def read_text(number: Number, desk: DeskPart, session: Changer) -> WrittenView:
    """What the author wrote. For anybody but the author this opens his contact, and that is written down."""
    held = hold(desk, number, session)
    said = await written_of(desk, held)
    return WrittenView(
        version=held.entry.version, phrase=said.phrase, explanation=said.explanation, name=said.name,
        workplace=said.workplace, co_authors=tuple(CoAuthorRequest(**asdict(one)) for one in said.co_authors),
        share=said.share,
    )  # fmt: skip


@router.put("/text")
async def edit_text(number: Number, body: EditRequest, desk: DeskPart, session: Changer) -> SubmissionView:
    """Puts the entry in other words until submissions close; the same words again change nothing.

    The author edits what came on the web, a unit what it reported, the office what it entered. 409: `edited-meanwhile`,
    `submissions-closed`, `entry-withdrawn`, `entry-exists`.
    """
    held = hold(desk, number, session)
    await edit(desk, held, body.replaces, written(body))
    return _now(desk, held)


@router.put("/withdrawal")
async def take_back(number: Number, body: WithdrawalRequest, desk: DeskPart, session: Changer) -> SubmissionView:
    """Takes the entry back: author and unit until submissions close, the office at any time with a reason."""
    held = hold(desk, number, session)
    await withdraw(desk, held, body.replaces, body.reason)
    return _now(desk, held)


@router.delete("/withdrawal")
async def bring_back(number: Number, desk: DeskPart, session: Changer, replaces: Seen) -> SubmissionView:
    """Takes a withdrawal back; the entry stands behind those who have had its text meanwhile."""
    held = hold(desk, number, session)
    await restore(desk, held, replaces)
    return _now(desk, held)


@router.post("/codes", status_code=202, responses=LIMITED)
async def code(number: Number, desk: DeskPart, request: Request) -> Response:
    """Sends a one-time code to the phone on the entry, within the limits of signing in."""
    await ask_receipt_code(desk, number, language_of(request), caller_of(request))
    response = Response(status_code=202)
    hold_device(request, response)
    return response


def _now(desk: Desk, held: Held) -> SubmissionView:
    return submission_view(held.campaign, desk.campaign(held.campaign.campaign_id).entries[held.entry.filed.entry_id])
