"""Issuing, correcting and taking back bulletins, for the API and for the pages."""

from collections.abc import Awaitable
from typing import TypeVar

from plumbing.problems import OutcomeUnknown, Problem
from plumbing.tokens import Session

from notify.bootstrap import HttpParts
from notify.domain.bulletins import Bulletin
from notify.domain.figures import Figures
from notify.entrypoints.making import own_campaign
from notify.handlers.bulletins import Correction, Draft
from notify.handlers.ports import NotNow

Answer = TypeVar("Answer")

REFUSALS: dict[str, tuple[int, str, str]] = {
    "campaign-unknown": (404, "没有这项活动。", "There is no such campaign."),
    "as-of-ahead": (422, "还没有这一位置的数据，请更新数据。", "There are no figures of that place of the log yet."),
    "bulletin-unknown": (404, "没有这一期。", "There is no such number."),
    "bulletin-changed": (
        409, "这一期刚刚被别人更正过，请打开新版本再改。",
        "Somebody has just corrected it: begin with the new version.",
    ),
    "bulletin-withdrawn": (409, "这一期已撤回。", "This one was withdrawn before."),
}  # fmt: skip


def refused(code: str) -> Problem:
    """The problem of a refusal."""
    status, zh, en = REFUSALS[code]
    return Problem(code, status, zh, en)


def taken(answer: Answer | str) -> Answer:
    """What the desk answered; the Problem where it refused."""
    if isinstance(answer, str):
        raise refused(answer)
    return answer


def figures_now(parts: HttpParts, session: Session, campaign_id: str, as_of: int | None = None) -> Figures:
    """The figures. Problems: 403, 404, 422 `as-of-ahead`."""
    own_campaign(session, campaign_id)
    return taken(parts.editorial.figures(campaign_id, as_of))


def proof_of(parts: HttpParts, session: Session, draft: Draft, correction: Correction | None) -> Bulletin:
    """What would come of it. Problems: 403, 404, 422 `as-of-ahead`."""
    own_campaign(session, draft.campaign_id)
    return taken(parts.editorial.proof(draft, correction))


async def brought_out(
    parts: HttpParts, session: Session, draft: Draft, correction: Correction | None = None
) -> Bulletin:
    """Issued, or corrected. Problems: 403, 404, 409 `bulletin-changed` or `bulletin-withdrawn`, 422, 503."""
    own_campaign(session, draft.campaign_id)
    if correction is None:
        return await _settled(parts.editorial.issue(draft, session.subject))
    return await _settled(parts.editorial.correct(draft, correction, session.subject))


async def taken_back(parts: HttpParts, session: Session, bulletin: Bulletin, reason: str) -> Bulletin:
    """Withdrawn. Problems: 403, 409 `bulletin-withdrawn`, 503."""
    own_campaign(session, bulletin.campaign_id)
    return await _settled(parts.editorial.withdraw(bulletin, reason, session.subject))


async def _settled(answer: Awaitable[Bulletin | str]) -> Bulletin:
    try:
        return taken(await answer)
    except NotNow as trouble:
        raise OutcomeUnknown from trouble
