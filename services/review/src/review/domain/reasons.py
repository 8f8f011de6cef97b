"""The stated reasons of 筛选: the criteria of the call (document 000, section 2), and what else keeps an entry out."""

from typing import Literal

ReasonCode = Literal[
    "of-its-time", "rooted", "culture", "own-city", "alike", "not-concise", "repeat", "too-long", "sensitive",
    "not-asked-for",
]  # fmt: skip
REASONS: dict[ReasonCode, tuple[str, str]] = {
    "of-its-time": ("未反映时代风貌", "Not of its time"),
    "rooted": ("未立足发展实践", "Not rooted in what the city does"),
    "culture": ("未植根历史人文", "Not grown from history and culture"),
    "own-city": ("未突出港城特色", "Not unmistakably of this city"),
    "alike": ("与其他城市精神表述雷同", "Like another city's words"),
    "not-concise": ("不够凝练易传", "Neither short nor easily passed on"),
    "repeat": ("与较早作品相同", "Repeats an earlier entry"),
    "too-long": ("超过字数要求", "Longer than asked for"),
    "sensitive": ("内容不宜公开", "Not fit to be published"),
    "not-asked-for": ("不符合征集要求", "Not what was asked for"),
}
"""Each code with its wording in Chinese and English. A code that a log holds stays here for ever."""


def said(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """The wordings of these codes; one that is not known, as it is."""
    known = {str(code): words for code, words in REASONS.items()}
    return [known.get(code, (code, code)) for code in codes]
