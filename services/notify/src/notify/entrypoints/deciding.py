"""The office's decision about a notice, for the API and for the page."""

from typing import Annotated

from fastapi import Path
from plumbing.problems import OutcomeUnknown, Problem
from plumbing.tokens import Session

from notify.bootstrap import HttpParts
from notify.domain.notices import Notice
from notify.entrypoints.outbox_views import notice_settled, notice_unknown
from notify.handlers.office import Decision
from notify.handlers.ports import NotNow

NoticeId = Annotated[str, Path(max_length=128, description="The notice, as the outbox names it")]


async def decided(parts: HttpParts, session: Session, notice_id: str, decision: Decision) -> Notice:
    """The notice as it stands afterwards. Problems: 404, 403 for another campaign, 409 too late, 503."""
    notice = parts.outgoing.notice(notice_id)
    if notice is None:
        raise notice_unknown()
    if session.campaign and session.campaign != notice.campaign_id:
        raise Problem("campaign-forbidden", 403, "您的账号属于另一项活动。", "Your account is for another campaign.")
    try:
        refusal = await parts.outgoing.decide(notice, decision, session.subject)
    except NotNow as trouble:
        raise OutcomeUnknown from trouble
    if refusal is not None:
        raise notice_settled()
    return parts.ledger.notices[notice_id]
