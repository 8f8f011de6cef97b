"""Bulletins as JSON: reading, figures, issuing, correcting, taking back."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from notify.domain.bulletins import Audience, BulletinKind, TableName, Words
from notify.domain.figures import Figures
from notify.entrypoints.api_routes import CampaignId
from notify.entrypoints.bulletin_files import PDF, bulletin_file
from notify.entrypoints.bulletin_readers import Found, Reader, Whole, readable
from notify.entrypoints.bulletin_texts import AsOf, Editor, Lines, Reason, Text, Title
from notify.entrypoints.bulletin_views import BulletinLine, BulletinView, bulletin_line, bulletin_view
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.issuing import brought_out, figures_now, taken_back
from notify.handlers.bulletins import Correction, Draft

router = APIRouter(prefix="/api/v1/bulletins")
OneCampaign = Annotated[str, Query(max_length=64, description="Of which campaign")]
Place = Annotated[int | None, Query(ge=0, le=2**53, description="A place of notify-log; the newest if left out")]


class Writing(BaseModel):
    """What the office writes, and up to which place of the log the figures go."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Title
    text: Text = Field(description="One paragraph a line. Public: no names of citizens")
    editor: Editor = Field(default="", description="编者")
    reported_to: Lines = Field(default=(), description="报")
    sent_to: Lines = Field(default=(), description="发")
    tables: tuple[TableName, ...] = Field(default=(), max_length=6, description="The figures shown besides the sum")
    as_of: AsOf = Field(
        default=None, description="`figures.offset` of the figures looked at; the newest if left out. With it the "
        "same request sent twice is one bulletin",
    )  # fmt: skip

    def words(self) -> Words:
        """In notify's own words."""
        return Words(self.title, self.text, self.editor, self.reported_to, self.sent_to, self.tables)


class NewBulletin(Writing):
    """A bulletin to be issued."""

    campaign_id: str = Field(max_length=64)
    kind: BulletinKind = Field(description="brief 简报, circular 通报: each counts its own numbers")
    audience: Audience = Field(default="public", description="internal: the campaign's staff, units among them")

    def draft(self) -> Draft:
        """As the desk takes it."""
        return Draft(self.campaign_id, self.kind, self.audience, self.words(), self.as_of)


class NewEdition(Writing):
    """What is to stand in the place of a version, and why."""

    replaces: int = Field(ge=1, le=1000, description="The version that was read")
    reason: Reason = Field(description="Public")


class TakingBack(BaseModel):
    """Why a bulletin is taken back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: Reason = Field(description="Public")


@router.get("")
async def bulletins(parts: Parts, reader: Reader, campaign_id: CampaignId = None) -> list[BulletinLine]:
    """The bulletins that are for the reader, the latest first."""
    return [bulletin_line(one) for one in readable(parts, campaign_id, reader)]


@router.get("/figures")
async def figures(session: Organiser, parts: Parts, campaign_id: OneCampaign, as_of: Place = None) -> Figures:
    """What the events say of a campaign. The figures of a place are the same whenever they are asked for."""
    return figures_now(parts, session, campaign_id, as_of)


@router.post("", status_code=201)
async def issue(session: Organiser, body: NewBulletin, parts: Parts) -> BulletinView:
    """Issues a bulletin under the next number of its kind. Its figures and words are frozen."""
    bulletin = await brought_out(parts, session, body.draft())
    return bulletin_view(bulletin, bulletin.current)


@router.get("/{c}/{kind}/{issue}")
async def bulletin(read: Whole) -> BulletinView:
    """One bulletin in full."""
    return bulletin_view(read.bulletin, read.edition)


@router.get("/{c}/{kind}/{issue}/pdf", response_class=Response, responses=PDF)  # type: ignore[arg-type]
async def bulletin_pdf(read: Whole, parts: Parts) -> Response:
    """The same on paper: byte-identical for ever."""
    return await bulletin_file(parts, read)


@router.post("/{c}/{kind}/{issue}/correction")
async def correct(session: Organiser, found: Found, body: NewEdition, parts: Parts) -> BulletinView:
    """Puts another version in the place of the one that was read; both stay to be read. 409 when that is no longer
    the current one.
    """
    draft = Draft(found.campaign_id, found.kind, found.audience, body.words(), body.as_of)
    changed = await brought_out(parts, session, draft, Correction(found.number, body.replaces, body.reason))
    return bulletin_view(changed, changed.current)


@router.post("/{c}/{kind}/{issue}/withdrawal")
async def withdraw(session: Organiser, found: Found, body: TakingBack, parts: Parts) -> BulletinLine:
    """Takes a bulletin back: number, title and reason stay in public. 409 when it was taken back before."""
    return bulletin_line(await taken_back(parts, session, found, body.reason))
