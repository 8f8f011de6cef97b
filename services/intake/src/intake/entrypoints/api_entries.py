"""Entries by the web, by e-mail and by letter, and the look-up of a receipt, as JSON."""

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from plumbing.openapi import or_as_before
from plumbing.via import VIA_PATTERN
from pydantic import BaseModel, Field

from intake.domain.co_authors import CoAuthor
from intake.domain.entries import Entry, Outcome
from intake.domain.state import Campaign
from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.guards import CampaignId, Citizen, DeskPart, Office
from intake.handlers.entries import Came, Registered, register, submit_web
from intake.handlers.receipts import entry_of_receipt
from intake.handlers.written import Written

router = APIRouter(prefix="/api/v1")
Text = Annotated[str, Field(max_length=4000)]
Share = Annotated[int | None, Field(ge=1, le=100, description="Percent; all shares together make 100")]
Number = Annotated[str, Path(max_length=64, description="As on the receipt; case, spaces and dashes do not matter")]


class CoAuthorRequest(Strict):
    """Somebody who wrote it too; without shares all share alike."""

    name: Text
    phone: Annotated[str, Field(max_length=20)] = ""
    share: Share = None


class EntryRequest(Strict):
    """What an author writes. A co-author is a name, or a name with a phone and a share."""

    phrase: Text
    explanation: Text = ""
    name: Text
    workplace: Text = ""
    co_authors: Annotated[tuple[Text | CoAuthorRequest, ...], Field(max_length=10)] = ()
    share: Share = None


class SubmissionRequest(EntryRequest):
    """An entry that is handed in; after the deadline with a code of the office."""

    late_code: Annotated[str, Field(max_length=64)] = ""
    outlet: Annotated[
        str | None,
        Field(pattern=VIA_PATTERN, description="Code of the media outlet whose link or QR led here (`/go/…?via=`)"),
    ] = None


class RegistrationRequest(SubmissionRequest):
    """What the office enters from an e-mail or a letter."""

    channel: Literal["email", "letter"]
    received_on: date
    phone: Annotated[str, Field(max_length=20)]
    unit_id: Annotated[str | None, Field(max_length=64)] = None


class EntryReceipt(BaseModel):
    """What the author gets."""

    entry_id: str
    receipt_no: str
    han_count: int
    warnings: tuple[str, ...]
    duplicate_of: str | None


class SubmissionView(BaseModel):
    """What a receipt number tells anybody: the work and when it came, never whose it is."""

    receipt_no: str
    campaign_id: str
    campaign_title: str
    entry_id: str
    phrase: str
    channel: str
    received_at: datetime
    duplicate_of: str | None
    version: Annotated[int, Field(description="Counts the changes; an edit names the version that it replaces")]
    changed_at: datetime | None
    withdrawn_at: datetime | None
    shares: Annotated[tuple[int, ...], Field(description="Percentages of several authors, the first one's first")]


@router.post("/campaigns/{c}/entries", status_code=201, responses=or_as_before(EntryReceipt))
async def submit(
    c: CampaignId, body: SubmissionRequest, desk: DeskPart, citizen: Citizen, response: Response
) -> EntryReceipt:
    """A citizen's entry; the same again answers 200 with the same receipt."""
    return _receipt(await submit_web(desk, c, citizen, written(body), Came(body.late_code, body.outlet)), response)


@router.post("/campaigns/{c}/registrations", status_code=201, responses=or_as_before(EntryReceipt))
async def registration(
    c: CampaignId, body: RegistrationRequest, desk: DeskPart, session: Office, response: Response
) -> EntryReceipt:
    """An entry that came by e-mail or letter, entered by the office."""
    by = Registered(body.channel, body.received_on, body.phone, body.unit_id, body.late_code, body.outlet)
    return _receipt(await register(desk, c, session.subject, written(body), by), response)


@router.get("/submissions/{number}")
async def submission(number: Number, desk: DeskPart) -> SubmissionView:
    """The entry behind a receipt number."""
    return submission_view(*entry_of_receipt(desk, number))


def submission_view(campaign: Campaign, entry: Entry) -> SubmissionView:
    """An entry as its receipt tells it."""
    filed = entry.filed
    return SubmissionView(
        receipt_no=filed.receipt_no, campaign_id=campaign.campaign_id, campaign_title=campaign.rules.title,
        entry_id=filed.entry_id, phrase=filed.phrase, channel=filed.channel, received_at=filed.received_at,
        duplicate_of=entry.duplicate_of, version=entry.version, changed_at=entry.changed_at,
        withdrawn_at=entry.withdrawn.at if entry.withdrawn else None, shares=filed.shares,
    )  # fmt: skip


def written(body: EntryRequest) -> Written:
    """The same for the use case."""
    return Written(body.phrase, body.explanation, body.name, body.workplace, _co_authors(body), body.share)


def _co_authors(body: EntryRequest) -> tuple[CoAuthor, ...]:
    return tuple(
        CoAuthor(one) if isinstance(one, str) else CoAuthor(one.name, one.phone, one.share) for one in body.co_authors
    )


def _receipt(outcome: Outcome, response: Response) -> EntryReceipt:
    response.status_code = 201 if outcome.status == "accepted" else 200
    return EntryReceipt(
        entry_id=outcome.entry_id, receipt_no=outcome.receipt_no, han_count=outcome.han_count,
        warnings=outcome.warnings, duplicate_of=outcome.duplicate_of,
    )  # fmt: skip
