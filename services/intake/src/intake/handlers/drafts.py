"""A draft of a signed-in citizen: one a campaign, under seal, for a month, and not yet handed in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plumbing.problems import Problem
from plumbing.tokens import Session

from intake.handlers.desk import Desk
from intake.handlers.ports import DraftsUnavailable

LONGEST = 16_000
"""Characters of all fields together: an explanation, a few names, and room."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of the form by name, and when they were kept."""

    fields: Mapping[str, str]
    kept_at: datetime


async def keep_draft(desk: Desk, campaign_id: str, citizen: Session, fields: Mapping[str, str]) -> None:
    """Keeps what was written so far.

    Problems: 404 `campaign-unknown`, 422 `text-too-long`, 503 `drafts-unavailable`.
    """
    desk.campaign(campaign_id)
    if sum(map(len, fields.values())) > LONGEST:
        raise Problem("text-too-long", 422, "内容过长，请缩短。", "The text is too long.")
    text = json.dumps({"fields": dict(fields), "kept_at": desk.clock.now().isoformat()}, ensure_ascii=False)
    sealed = await desk.vault.seal(citizen.subject, text)
    try:
        await desk.drafts.keep(campaign_id, citizen.subject, sealed)
    except DraftsUnavailable as error:
        raise Problem(
            "drafts-unavailable", 503, "草稿暂时无法保存，请稍后再试，或直接提交。",
            "Drafts cannot be kept now; try again shortly, or submit.", headers={"Retry-After": "5"},
        ) from error  # fmt: skip


async def find_draft(desk: Desk, campaign_id: str, citizen: Session) -> Draft | None:
    """The draft, unless there is none, it is lost, or its seal does not open any more."""
    try:
        sealed = await desk.drafts.find(campaign_id, citizen.subject)
    except DraftsUnavailable:
        return None
    text = desk.vault.open(citizen.subject, sealed) if sealed else None
    if text is None:
        return None
    found = json.loads(text)
    return Draft(found["fields"], datetime.fromisoformat(found["kept_at"]))


async def drop_draft(desk: Desk, campaign_id: str, citizen: Session) -> None:
    """Forgets the draft; if that fails now, it goes by itself in time."""
    try:
        await desk.drafts.drop(campaign_id, citizen.subject)
    except DraftsUnavailable:
        return
