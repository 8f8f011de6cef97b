"""Issuing codes for late entries."""

from dataclasses import dataclass
from datetime import datetime

from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem

from intake.domain.events import LateCodeIssued
from intake.domain.late_codes import LateCode, code_refusal, code_text, normal_code
from intake.handlers.desk import Desk

REFUSALS = {
    "submissions-closed": ("本次征集目前不接收投稿。", "This campaign does not take entries now."),
    "late-code-unknown": ("补投码有误，请核对。", "This late code is not right; please compare it."),
    "late-code-used": ("这个补投码已经用过。", "This late code has been used."),
    "late-code-expired": ("补投码已经过期。", "This late code has expired."),
    "late-code-unit": ("这个补投码是发给另一个单位的。", "This late code was issued for another unit."),
}
"""What is told of an entry that is not let in."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code, told this once."""

    code: str
    expires_at: datetime
    unit_id: str | None


async def issue_late_code(
    desk: Desk, campaign_id: str, unit_id: str | None, expires_at: datetime, actor: str
) -> IssuedCode:
    """A code for one late entry. Problems: 404 `campaign-unknown`, `unit-unknown`; 422 `expiry-invalid`; 503."""
    campaign, now = desk.campaign(campaign_id), desk.clock.now()
    if unit_id is not None and campaign.rules.unit(unit_id) is None:
        raise Problem("unit-unknown", 404, "没有这个报送单位。", "There is no such unit.")
    if expires_at <= now:
        raise Problem("expiry-invalid", 422, "有效期须晚于现在。", "A code has to be good for some time to come.")
    number = len(campaign.late_codes)
    code = code_text(keyed_ref(desk.posture.phone_pepper, "late", campaign_id, actor, now.isoformat(), str(number)))
    digest = digest_of(desk, campaign_id, code)
    await desk.log.append(LateCodeIssued(campaign_id, digest, unit_id, expires_at, actor, now))
    return IssuedCode(code, expires_at, unit_id)


def digest_of(desk: Desk, campaign_id: str, typed: str) -> str:
    """The name of a code on the log; '' when nothing was typed."""
    code = normal_code(typed) or typed.strip()
    return keyed_ref(desk.posture.phone_pepper, "late-code", campaign_id, code) if code else ""


def late_code(desk: Desk, campaign_id: str, typed: str) -> LateCode | None:
    """The code that somebody typed, if it was issued."""
    return desk.campaign(campaign_id).late_codes.get(digest_of(desk, campaign_id, typed))


def late_code_fault(desk: Desk, campaign_id: str, typed: str) -> tuple[str, str] | None:
    """What is wrong with a code at this moment, in both languages; the log decides when the entry comes."""
    refusal = code_refusal(late_code(desk, campaign_id, typed), desk.clock.now())
    return REFUSALS[refusal] if refusal else None
