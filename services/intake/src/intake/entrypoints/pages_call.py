"""The call (征集公告): what a campaign asks for, until when, by what rules, and what happens next."""

from datetime import datetime, timedelta
from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pages.sharing import Card, card_picture
from pages.wording import LOCAL_ZONE, t, when
from plumbing.problems import Problem

from intake.domain.rules import Phase, Rules
from intake.domain.state import Campaign
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
        sharing=partial(call_card, campaign, phase),
    )


@router.get("/submit/card.png")
async def picture(request: Request, desk: DeskPart, campaign: Shown) -> Response:
    """The picture of the call's card; 404 while there is no campaign."""
    if campaign is None:
        raise Problem("campaign-unknown", 404, "还没有征集活动。", "There is no campaign yet.")
    return await card_picture(request, partial(call_card, campaign, campaign.rules.phase_at(desk.clock.now())))


def call_card(campaign: Campaign, phase: Phase) -> Card:
    """What is asked for, and until when."""
    rules, query = campaign.rules, f"?campaign={quote(campaign.campaign_id, safe='')}"
    asked = (f"征集一句表述语，{rules.phrase_limit} 字以内", f"One slogan, up to {rules.phrase_limit} characters")
    closes = last_day(rules.submissions_close_at) or rules.submissions_close_at
    return Card(
        page=f"/{query}",
        picture=f"/submit/card.png{query}",
        kind=t("征集公告", "Call for entries"),
        title=t(rules.title, rules.title_en or rules.title),
        line=t("征集已截止，看看作品和结果", "Closed: see the entries and the outcome")
        if phase == "closed"
        else t(*asked),
        dates=f"{when(rules.submissions_open_at, 'date')} — {when(closes, 'date')}",
    )


def last_day(closes_at: datetime) -> datetime | None:
    """The day at whose midnight submissions end; None when they end at another time of the day."""
    local = closes_at.astimezone(LOCAL_ZONE)
    return local - timedelta(days=1) if (local.hour, local.minute) == (0, 0) else None


def days_left(rules: Rules, now: datetime) -> int:
    """Whole days until the end of submissions, today included; 0 when they are over."""
    left = rules.submissions_close_at - now
    return max(0, -(-left // timedelta(days=1)))
