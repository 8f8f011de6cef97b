"""The rules of a campaign as people read them: by chapter, every value in plain words of both languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intake.domain.amendments import amendable
from intake.domain.rules import Rules
from intake.entrypoints.rule_names import name_of_rule
from intake.entrypoints.rule_values import NOTHING, NOTICES, value_words
from intake.entrypoints.words import READINGS, ROLES, Words

CHAPTERS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (("活动", "Campaign"), ("title", "title_en", "issuers", "call.")),
    (("征集报送", "Collecting"), ("submissions_", "phrase_limit", "units")),
    (("筛选与稿件", "Screening and articles"), ("screening.", "articles.")),
    (("各级名额", "Places"), ("tiers.", "selection.")),
    (("专家论证", "Experts"), ("panel.",)),
    (("群众投票与综合计分", "Public vote and composite"), ("voting.",)),
    (("决定与公示", "Decision and public notice"), ("decision.", "objections.")),
    (("奖励", "Prizes"), ("prizes.",)),
    (("组织奖", "Award of organisation"), ("organisation_award.",)),
    (("通知", "Notices"), ("notices.",)),
    (("个人信息", "Personal data"), ("retention.",)),
)
"""Each with the beginnings of the paths that belong to it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A rule: its path in the pack, its name and its value in words; `single` when it can be amended by itself."""

    path: str
    name: Words
    value: Words
    single: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """What belongs together."""

    name: Words
    lines: tuple[Line, ...]


def chapters_of(rules: Rules) -> tuple[Chapter, ...]:
    """Every rule, each in one chapter. No value is as the pack writes it: no code, no True, no None."""
    lines = list(_lines(rules))
    return tuple(
        Chapter(name, tuple(line for line in lines if line.path.startswith(beginnings)))
        for name, beginnings in CHAPTERS
    )


def _lines(rules: Rules) -> Iterator[Line]:
    for path, value in amendable(rules).items():
        words = _together(path, rules) or value_words(path, value)
        yield Line(path, name_of_rule(path), words, single=True)
    for path, words in _listed(rules).items():
        yield Line(path, name_of_rule(path), words, single=False)


def _together(path: str, rules: Rules) -> Words | None:
    """Rules that say more beside another one."""
    if path == "panel.method" and rules.panel.method == "trimmed":
        (zh, en), (ends_zh, ends_en) = value_words(path, "trimmed"), value_words("panel.trim", str(rules.panel.trim))
        return f"{zh}，{ends_zh.replace('各', '各去掉')}", f"{en}, leaving out {ends_en}"
    if path == "panel.trim" and rules.panel.method != "trimmed":
        return "现行评分方法不截尾", "not used by this method"
    return READINGS[rules.prizes.reading] if path == "prizes.reading" else None


def _listed(rules: Rules) -> Mapping[str, Words]:
    """The rules that are lists."""
    number, reasons, approved = len(rules.units), rules.screening.reasons, rules.notices.approve
    return {
        "issuers": _both((one, one) for one in rules.issuers),
        "call.criteria": _both((one.title, one.title_en or one.title) for one in rules.call.criteria),
        "units": (f"{number} 个", f"units: {number}"),
        "screening.reasons": _both(((one.zh, one.en) for one in reasons), ("通用理由", "the usual ones")),
        "notices.approve": _both((NOTICES[one] for one in approved), ("都不须审批", "none")),
        "decision.signers": _both(ROLES[one] for one in rules.decision.signers),
    }


def _both(words: Iterable[Words], nothing: Words = NOTHING) -> Words:
    pairs = list(words)
    return ("、".join(zh for zh, _ in pairs), "; ".join(en for _, en in pairs)) if pairs else nothing
