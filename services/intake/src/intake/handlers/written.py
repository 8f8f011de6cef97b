"""What an author wrote, and what he is told when it cannot be taken so."""

from dataclasses import dataclass

from plumbing.problems import Problem

REJECTIONS = {
    "phrase-missing": ("请填写表述语。", "Please write the slogan."),
    "name-missing": ("请填写姓名。", "Please give your name."),
    "phone-invalid": ("手机号码有误。", "The mobile number is not valid."),
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
    co_authors: tuple[str, ...] = ()


def rejected(code: str) -> Problem:
    """The problem of an entry that cannot be taken so."""
    zh, en = REJECTIONS[code]
    return Problem(code, 422, zh, en)
