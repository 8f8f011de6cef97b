"""The office's pages of the outbox."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from notify.domain.notices import State
from notify.domain.wording import SUBJECTS
from notify.entrypoints.deciding import NoticeId, decided
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.outbox_views import LINES, outbox_lines
from notify.entrypoints.outbox_words import STATES, reason_words
from notify.entrypoints.page_routes import pages_of
from notify.entrypoints.preview import previewed

router = APIRouter(include_in_schema=False)
PATH = "/office/notices/outbox"
Campaign = Annotated[str, Query(max_length=64)]


@router.get(PATH)
async def outbox(
    request: Request, parts: Parts, _session: Organiser, campaign: Campaign = "", state: State = "held"
) -> Response:
    """Notices in one state; first of all those that wait for the office."""
    return pages_of(request).render(
        request,
        "office_outbox.html",
        lines=outbox_lines(parts.ledger, campaign or None, state, None, parts.settings.public_url),
        most=LINES,
        campaigns=list(parts.ledger.campaigns.values()),
        campaign=campaign,
        state=state,
        states=STATES,
        reason_words=reason_words,
        subjects=SUBJECTS,
    )


@router.get("/office/notices/wording")
async def wording(request: Request, parts: Parts, _session: Organiser, campaign: Campaign = "") -> Response:
    """What each kind of notice says: its templates, and the newest real one on each channel."""
    known = parts.ledger.campaigns.get(campaign)
    return pages_of(request).render(
        request,
        "office_wording.html",
        kinds=previewed(parts.ledger, campaign or None, parts.settings.public_url),
        approve=known.approve if known else (),
        campaigns=list(parts.ledger.campaigns.values()),
        campaign=campaign,
    )


class DecisionForm(BaseModel):
    """The decision, and the list that it was taken on."""

    decision: Literal["send", "drop"]
    state: State = "held"
    campaign: str = Field(default="", max_length=64)


@router.post("/office/notices/{notice_id}/decision")
async def decide(
    session: Organiser, notice_id: NoticeId, parts: Parts, form: Annotated[DecisionForm, Form()]
) -> Response:
    """Lets a notice go out or drops it, and back to the list."""
    await decided(parts, session, notice_id, form.decision)
    back = urlencode({"state": form.state, "campaign": form.campaign})
    return RedirectResponse(f"{PATH}?{back}", status_code=303)
