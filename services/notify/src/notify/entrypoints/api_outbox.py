"""The outbox as JSON: what waits, what is held for the office, what came of it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from notify.domain.notices import State
from notify.entrypoints.api_routes import CampaignId
from notify.entrypoints.deciding import NoticeId, decided
from notify.entrypoints.guards import Organiser, Parts
from notify.entrypoints.outbox_views import OutboxLine, outbox_line, outbox_lines
from notify.entrypoints.preview import Previewed, previewed

router = APIRouter(prefix="/api/v1/notices")
OnlyState = Annotated[State | None, Query(description="Only notices in this state")]
OnlyOutlet = Annotated[str | None, Query(max_length=64, description="Only copies for this robot or webhook")]


class Deciding(BaseModel):
    """What becomes of a notice: `send` approves it, tries it once more, or replays it; `drop` ends it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision: Literal["send", "drop"] = Field(description="send or drop")


@router.get("/outbox")
async def outbox(
    _session: Organiser, parts: Parts, campaign_id: CampaignId = None, state: OnlyState = None,
    outlet: OnlyOutlet = None,
) -> list[OutboxLine]:  # fmt: skip
    """The newest 200 notices, copies for robots and webhooks among them: state, reason, tries, text."""
    return outbox_lines(parts.ledger, campaign_id, state, outlet, parts.settings.public_url)


@router.get("/wording")
async def wording(_session: Organiser, parts: Parts, campaign_id: CampaignId = None) -> list[Previewed]:
    """The words of every kind of notice in both languages, and what they say on the newest real notice of the kind."""
    return previewed(parts.ledger, campaign_id, parts.settings.public_url)


@router.post("/{notice_id}/decision")
async def decide(session: Organiser, notice_id: NoticeId, body: Deciding, parts: Parts) -> OutboxLine:
    """Lets a notice go out, or drops it. 409 `notice-settled` when somebody was faster or it is on its way."""
    notice = await decided(parts, session, notice_id, body.decision)
    return outbox_line(notice, parts.ledger, parts.settings.public_url)
