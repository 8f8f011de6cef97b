"""Fictitious people: names that say so, workplaces, and phones of the range that no carrier has."""

from dataclasses import dataclass

_KINDS = ("示例", "样例", "虚拟", "演示")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_WORKPLACES = ("示例街道办事处", "样例中学", "示例港务公司", "虚拟社区卫生站", "演示文化馆", "样例水产站", "示例图书馆")
PHONE_BASE = 15400000000
PHONE_COUNT = 10_000
"""Demo phones: the fixed one-time code of the demo profile is for these 10,000 numbers only."""
AUTHORS = 1_000
"""The first so many of them write; the others comment and vote."""

_NAMES_A_KIND = len(_STEMS) * len(_BRANCHES) * len(_STEMS)


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up author, commenter or voter."""

    name: str
    phone: str
    workplace: str


def name(number: int) -> str:
    """A distinct name for each number below 4,800, such as 示例甲子甲."""
    kind, rest = divmod(number % (len(_KINDS) * _NAMES_A_KIND), _NAMES_A_KIND)
    stem, rest = divmod(rest, len(_BRANCHES) * len(_STEMS))
    branch, last = divmod(rest, len(_STEMS))
    return f"{_KINDS[kind]}{_STEMS[stem]}{_BRANCHES[branch]}{_STEMS[last]}"


def phone(number: int) -> str:
    """Demo phone `number` of 0..9,999."""
    if not 0 <= number < PHONE_COUNT:
        raise ValueError(f"phone {number} is outside 0..{PHONE_COUNT - 1}")
    return str(PHONE_BASE + number)


def person(number: int) -> Person:
    """Person `number`, the same for ever."""
    return Person(name(number), phone(number), _WORKPLACES[number % len(_WORKPLACES)])


def author(number: int) -> Person:
    """The author of slogan `number`: beyond AUTHORS, people send in a second one."""
    return person(number % AUTHORS)
