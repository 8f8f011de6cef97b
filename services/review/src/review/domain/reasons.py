"""The stated reasons of 筛选: a pack names its own; where it names none these hold, which name no place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, which decisions keep, and its words in Chinese and English."""

    code: str
    zh: str
    en: str


USUAL: tuple[Reason, ...] = (
    Reason("of-its-time", "未反映时代风貌", "Not of its time"),
    Reason("rooted", "未立足发展实践", "Not rooted in what the place does"),
    Reason("culture", "未植根历史人文", "Not grown from history and culture"),
    Reason("own-city", "未突出本地特色", "Not unmistakably of this place"),
    Reason("alike", "与其他城市精神表述雷同", "Like another city's words"),
    Reason("not-concise", "不够凝练易传", "Neither short nor easily passed on"),
    Reason("repeat", "与较早作品相同", "Repeats an earlier entry"),
    Reason("too-long", "超过字数要求", "Longer than asked for"),
    Reason("sensitive", "内容不宜公开", "Not fit to be published"),
    Reason("not-asked-for", "不符合征集要求", "Not what was asked for"),
)
"""A code that a log holds stays here for ever."""


def said(codes: Iterable[str], reasons: Sequence[Reason]) -> list[tuple[str, str]]:
    """The words of these codes: the campaign's own, else the usual ones, else the code as it is."""
    known = {one.code: (one.zh, one.en) for one in (*USUAL, *reasons)}
    return [known.get(code, (code, code)) for code in codes]


def unknown(codes: Iterable[str], reasons: Sequence[Reason]) -> list[str]:
    """The codes that are none of these reasons."""
    return [code for code in codes if all(code != one.code for one in reasons)]


def stated(decisions: Iterable[Sequence[str]], reasons: Sequence[Reason]) -> list[tuple[Reason, int]]:
    """How many rejections stated each reason: the campaign's in their order, then what else was stated."""
    counts = Counter(code for codes in decisions for code in dict.fromkeys(codes))
    others = [code for code in counts if all(code != one.code for one in reasons)]
    listed = [*reasons, *(Reason(code, *said((code,), ())[0]) for code in others)]
    return [(one, counts[one.code]) for one in listed]
