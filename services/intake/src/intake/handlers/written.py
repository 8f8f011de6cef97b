"""What an author wrote, and what he is told when it cannot be taken so."""

from dataclasses import dataclass

from plumbing.problems import Problem

from intake.domain.co_authors import CoAuthor

REJECTIONS = {
    "phrase-missing": ("请填写表述语。", "Please write the slogan."),
    "name-missing": ("请填写姓名。", "Please give your name."),
    "phone-invalid": ("手机号码有误。", "The mobile number is not valid."),
    "shares-invalid": (
        "份额有误：要么都不写（平分），要么为每位合作者写 1—99 的整数，与作者本人的合计为 100%。",
        "The shares do not add up: leave all out, or give each co-author 1 to 99, with the author 100 together.",
    ),
    "co-author-unnamed": ("合作者须写姓名。", "A co-author needs a name."),
    "co-author-phone-invalid": ("合作者的手机号码有误。", "A co-author's mobile number is not valid."),
    "text-too-long": ("内容过长，请缩短。", "The text is too long."),
    "received-on-invalid": ("收到日期不能晚于今天。", "It cannot have been received after today."),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What an author wrote."""

    phrase: str
    explanation: str
    name: str
    workplace: str
    co_authors: tuple[CoAuthor, ...] = ()
    share: int | None = None


def rejected(code: str) -> Problem:
    """The problem of an entry that cannot be taken so."""
    zh, en = REJECTIONS[code]
    return Problem(code, 422, zh, en)
