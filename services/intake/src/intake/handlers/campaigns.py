"""Opening a campaign from a pack, and moving its deadline."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from plumbing.identifiers import derived_id
from plumbing.problems import Problem

from intake.domain.amendments import RuleAmended, amended
from intake.domain.events import CampaignCreated, DeadlineMoved
from intake.domain.pack_faults import PackError
from intake.domain.rules import Rules
from intake.domain.state import Campaign
from intake.handlers.desk import Desk

_CAMPAIGN_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,47}")


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What the office asks for; what it leaves out is the pack's."""

    pack: str
    campaign_id: str
    title: str | None = None
    submissions_open_at: datetime | None = None
    submissions_close_at: datetime | None = None


async def open_campaign(desk: Desk, asked: NewCampaign, actor: str) -> tuple[Campaign, bool]:
    """The campaign, and whether it is new. The same again changes nothing.

    Problems: 422 `campaign-id-invalid`, `dates-invalid`, `pack-invalid`; 404 `pack-unknown`; 409 `campaign-exists`.
    """
    if not _CAMPAIGN_ID.fullmatch(asked.campaign_id):
        raise Problem(
            "campaign-id-invalid", 422, "活动编号须为 2—48 位小写字母、数字或连字符。", "2 to 48 of a-z, 0-9 and dash"
        )
    rules = _rules(desk, asked)
    request = derived_id("campaign", *(str(value) for value in _said(asked)))
    verdict = await desk.log.append(CampaignCreated(asked.campaign_id, rules, request, actor, desk.clock.now()))
    if verdict.answer == "refused":
        raise Problem("campaign-exists", 409, "该活动编号已被使用。", "This campaign id is taken.")
    return desk.campaign(asked.campaign_id), verdict.answer == "new"


@dataclass(frozen=True, slots=True)
class Amendment:
    """One rule that the office wants otherwise, and why. `revision` is the one that it saw."""

    path: str
    value: str
    reason: str
    revision: int


async def amend_rule(desk: Desk, campaign_id: str, asked: Amendment, actor: str) -> Campaign:
    """The campaign with the amended rule, a new revision. Problems: 404; 422 `rule-invalid`, `reason-required`; 409
    `rules-changed-meanwhile`.
    """
    campaign = desk.campaign(campaign_id)
    if not asked.reason.strip():
        raise Problem("reason-required", 422, "请写明修改规则的原因，原因会公布。", "Please say why; it is public.")
    try:
        amended(campaign.rules, asked.path, asked.value)
    except PackError as error:
        raise _invalid(error, "rule-invalid", "这样修改后规则不成立。", "The rules would not be valid.") from error
    event = RuleAmended(
        campaign_id, asked.path, asked.value, asked.reason.strip(), asked.revision, actor, desk.clock.now()
    )
    if (await desk.log.append(event)).answer == "refused":
        raise Problem(
            "rules-changed-meanwhile", 409, "规则刚刚被修改过，请刷新后再改。", "The rules changed meanwhile."
        )
    return desk.campaign(campaign_id)


async def move_deadline(desk: Desk, campaign_id: str, to: datetime, actor: str, reason: str = "") -> Campaign:
    """The campaign with its new end of submissions. Problems: 404, 409 `deadline-before-opening`."""
    desk.campaign(campaign_id)
    verdict = await desk.log.append(DeadlineMoved(campaign_id, to, actor, desk.clock.now(), reason))
    if verdict.answer == "refused":
        raise Problem(verdict.code, 409, "截止时间须晚于开始时间。", "Submissions must end after they begin.")
    return desk.campaign(campaign_id)


def _rules(desk: Desk, asked: NewCampaign) -> Rules:
    try:
        pack = desk.packs.load(asked.pack)
    except KeyError as error:
        raise Problem("pack-unknown", 404, "没有这个规则包。", "There is no such pack.") from error
    except PackError as error:
        raise _invalid(error, "pack-invalid", "规则包有误。", "The pack is not valid.") from error
    rules = replace(
        pack,
        title=asked.title or pack.title,
        submissions_open_at=asked.submissions_open_at or pack.submissions_open_at,
        submissions_close_at=asked.submissions_close_at or pack.submissions_close_at,
    )
    if rules.submissions_close_at <= rules.submissions_open_at:
        raise Problem("dates-invalid", 422, "截止时间须晚于开始时间。", "Submissions must end after they begin.")
    return rules


def _invalid(error: PackError, code: str, zh: str, en: str) -> Problem:
    faults = [{"path": fault.path, "zh": fault.zh, "en": fault.en} for fault in error.faults]
    return Problem(code, 422, zh, en, extra={"errors": faults})


def _said(asked: NewCampaign) -> tuple[object, ...]:
    return (asked.pack, asked.campaign_id, asked.title, asked.submissions_open_at, asked.submissions_close_at)
