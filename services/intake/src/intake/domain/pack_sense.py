"""Rules that each have the right shape and yet make no sense together."""

import re
from collections.abc import Iterable

from intake.domain.accounts import ROLES
from intake.domain.pack_faults import Fault
from intake.domain.pack_notices import notice_checks
from intake.domain.rules import Rules
from intake.domain.unit_tree import tree_faults

_MOST_UNITS = 2000
_MOST_REASONS = 30
_LONGEST_REASON = 60
_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
Check = tuple[str, bool, tuple[str, str]]
"""Where, whether it holds, and what is said in Chinese and English when it does not."""


def sense_faults(rules: Rules) -> list[Fault]:
    """Every fault, by place."""
    checks = (
        *_calendar(rules), *_numbers(rules), *_panel(rules), *_after_the_vote(rules), *notice_checks(rules.notices),
    )  # fmt: skip
    faults = [Fault(path, *words) for path, holds, words in checks if not holds]
    return faults + _reason_faults(rules) + _unit_faults(rules)


def _calendar(rules: Rules) -> Iterable[Check]:
    until = rules.retention.contacts_until
    closes = rules.submissions_close_at
    yield (
        "submissions_close_at",
        rules.submissions_open_at < closes,
        ("截止须晚于开始", "must be later than the opening"),
    )
    yield "retention.contacts_until", until is None or until > closes, ("须晚于截止", "must be after the close")


def _numbers(rules: Rules) -> Iterable[Check]:
    tiers, voting = rules.tiers, rules.voting
    shrinking = tiers.finalist >= tiers.nominee >= tiers.excellent >= tiers.winner >= 1
    fits = 1 <= voting.choices_min <= voting.choices_max <= tiers.nominee
    yield "tiers", shrinking, ("各级数量须逐级减少", "must shrink from tier to tier")
    yield "voting", fits, ("选择数量不合理", "choices do not fit the nominees")
    yield "voting.public_weight", 0 <= voting.public_weight <= 1, ("须在 0 至 1 之间", "must be from 0 to 1")
    yield "voting.cap", voting.cap is None or voting.cap > 0, ("须大于 0", "must be positive")
    yield "phrase_limit", rules.phrase_limit > 0, ("须大于 0", "must be positive")
    yield "units", 0 < len(rules.units) <= _MOST_UNITS, ("报送单位数量不合理", "there must be 1 to 2000 units")


def _panel(rules: Rules) -> Iterable[Check]:
    panel = rules.panel
    weights = panel.political, panel.guidance, panel.form
    whole = round(sum(weights), 9) == 1 and min(weights) >= 0
    few = panel.method == "trimmed" and panel.judges_each is not None and panel.judges_each <= 2 * panel.trim
    yield "panel", whole, ("权重之和须为 1", "weights must add up to 1")
    yield "panel.trim", panel.trim >= 0, ("不能为负", "must not be negative")
    yield "panel.judges_each", panel.judges_each is None or panel.judges_each > 0, ("须大于 0", "must be positive")
    yield "panel.judges_each", not few, ("去掉最高最低后没有评委了", "nobody is left once the ends are trimmed")
    yield "selection.alternates", rules.selection.alternates >= 0, ("不能为负", "must not be negative")


def _after_the_vote(rules: Rules) -> Iterable[Check]:
    signers, prizes, award = rules.decision.signers, rules.prizes, rules.organisation_award
    amounts = prizes.winner, prizes.excellent, prizes.nominee, prizes.finalist
    falling = list(amounts) == sorted(amounts, reverse=True) and min(amounts) >= 0
    weights = award.weights.fill, award.weights.passed, award.weights.finalist
    known = bool(signers) and set(signers) <= set(ROLES)
    yield "decision.signers", known, ("须为工作人员身份", f"must name roles: {', '.join(ROLES)}")
    yield "prizes", falling, ("奖金须逐级减少且不为负", "must fall from tier to tier and not below 0")
    yield "objections.days", rules.objections.days >= 0, ("不能为负", "must not be negative")
    yield "objections.answer_days", rules.objections.answer_days > 0, ("须大于 0", "must be positive")
    yield "articles.reviews", rules.articles.reviews > 0, ("须大于 0", "must be positive")
    yield "organisation_award.places", award.places >= 0, ("不能为负", "must not be negative")
    yield (
        "organisation_award.weights",
        round(sum(weights), 9) == 1,
        ("权重之和须为 1", "weights must add up to 1"),
    )


def _reason_faults(rules: Rules) -> list[Fault]:
    reasons, seen = rules.screening.reasons, set()
    faults = [Fault("screening.reasons", "理由过多", "too many reasons")] if len(reasons) > _MOST_REASONS else []
    for number, one in enumerate(reasons):
        place = f"screening.reasons.{number}"
        if not _CODE.fullmatch(one.code):
            faults.append(
                Fault(f"{place}.code", "须为小写字母、数字和连字符", "must be small letters, digits, hyphens")
            )
        if one.code in seen:
            faults.append(Fault(f"{place}.code", "理由编号重复", "the code is repeated"))
        seen.add(one.code)
        if not all(0 < len(words.strip()) <= _LONGEST_REASON for words in (one.zh, one.en)):
            faults.append(Fault(place, "中英文各须为 1 至 60 字", "both languages need 1 to 60 characters"))
    return faults


def _unit_faults(rules: Rules) -> list[Fault]:
    faults, seen = [], set()
    for number, unit in enumerate(rules.units):
        if unit.unit_id in seen:
            faults.append(Fault(f"units.{number}.unit_id", "单位编号重复", "the unit id is repeated"))
        seen.add(unit.unit_id)
        if unit.quota_min is not None and unit.quota_max is not None and unit.quota_min > unit.quota_max:
            faults.append(Fault(f"units.{number}.quota_min", "下限高于上限", "the lower bound is above the upper"))
    return faults + [Fault(f"units.{fault.number}.parent", fault.zh, fault.en) for fault in tree_faults(rules.units)]
