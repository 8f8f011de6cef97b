"""Distinct, plausible slogans (表述语): groups of four Han characters, the same for the same number.

Four groups make the 16 characters of document 000; a campaign with a shorter limit has fewer of them.
"""

from deploy.local.rehearsal.words import FUTURE, PLACE, PRIME, SPIRIT, WORK

CAPACITY = PRIME**3
FOUR = 4
OVERLONG_TAIL = "走向深蓝"
_SEPARATORS = (" ", "，", "、")


def groups(number: int) -> tuple[str, str, str, str]:
    """The four groups of slogan `number`.

    A code over four places: two numbers below 961 share at most one group, so that no check of likeness takes one
    slogan for another; two numbers below CAPACITY share at most two.
    """
    if not 0 <= number < CAPACITY:
        raise ValueError(f"slogan {number} is outside 0..{CAPACITY - 1}")
    x, y, z = number % PRIME, number // PRIME % PRIME, number // PRIME**2
    return PLACE[x], SPIRIT[y], WORK[(x + y + z) % PRIME], FUTURE[(x + 2 * y + 3 * z) % PRIME]


def phrase(number: int, parts: int = FOUR) -> str:
    """Slogan `number`: 16 Han characters, as document 000 asks, or `parts` groups of four."""
    return _SEPARATORS[number % len(_SEPARATORS)].join(groups(number)[:parts])


def overlong_phrase(number: int) -> str:
    """Slogan `number` with a fifth group: 20 Han characters, beyond the soft limit of 16."""
    return f"{phrase(number)} {OVERLONG_TAIL}"


def explanation(number: int) -> str:
    """The author's short explanation (简要阐释说明) of slogan `number`."""
    place, spirit, work, future = groups(number)
    return f"以“{place}”写港城风物，以“{spirit}”写市民品格，以“{work}”写发展实践，以“{future}”写美好愿景。"


def refined_phrase(number: int, parts: int = FOUR) -> str:
    """Slogan `number` after refinement (完善): its first two groups change places."""
    place, spirit, *others = groups(number)[:parts]
    return "，".join((spirit, place, *others))
