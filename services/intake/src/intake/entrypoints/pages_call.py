"""The call (征集公告): what a campaign asks for, until when, by what rules, and what happens next."""

from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response
from pages.wording import LOCAL_ZONE

from intake.domain.rules import Rules
from intake.entrypoints.choosing import Shown, open_ones
from intake.entrypoints.guards import DeskPart, PagesPart
from intake.entrypoints.rule_chapters import chapters_of
from intake.entrypoints.rule_names import told_changes
from intake.entrypoints.words import PHASES, READINGS

router = APIRouter(include_in_schema=False)


@router.get("/")
async def call(request: Request, desk: DeskPart, pages: PagesPart, campaign: Shown) -> Response:
    """The call of one campaign; the newest, unless another is asked for."""
    if campaign is None:
        return pages.render(request, "no_campaign.html")
    rules, now = campaign.rules, desk.clock.now()
    phase = rules.phase_at(now)
    return pages.render(
        request,
        "call.html",
        campaign=campaign,
        rules=rules,
        now=now,
        phase=phase,
        phase_words=PHASES[phase],
        days_left=days_left(rules, now),
        last_day=last_day(rules.submissions_close_at),
        reading=READINGS[rules.prizes.reading],
        open_campaigns=open_ones(desk),
        changes=told_changes(campaign.changes),
        chapters=chapters_of(rules),
    )


def last_day(closes_at: datetime) -> datetime | None:
    """The day at whose midnight submissions end; None when they end at another time of the day."""
    local = closes_at.astimezone(LOCAL_ZONE)
    return local - timedelta(days=1) if (local.hour, local.minute) == (0, 0) else None


def days_left(rules: Rules, now: datetime) -> int:
    """Whole days until the end of submissions, today included; 0 when they are over."""
    left = rules.submissions_close_at - now
    return max(0, -(-left // timedelta(days=1)))
