"""Distinct, plausible slogans (表述语): four groups of four Han characters, the same for the same number."""

from deploy.local.rehearsal.words import FUTURE, PLACE, PRIME, SPIRIT, WORK

CAPACITY = PRIME * PRIME
OVERLONG_TAIL = "走向深蓝"
_SEPARATORS = (" ", "，", "、")


def groups(number: int) -> tuple[str, str, str, str]:
    """The four groups of slogan `number`.

    A code of distance 3 over four places: two numbers below CAPACITY share at most one group, so no check of
    likeness takes one slogan for another.
    """
    if not 0 <= number < CAPACITY:
        raise ValueError(f"slogan {number} is outside 0..{CAPACITY - 1}")
    x, y = number % PRIME, number // PRIME
    return PLACE[x], SPIRIT[y], WORK[(x + y) % PRIME], FUTURE[(x + 2 * y) % PRIME]


def phrase(number: int) -> str:
    """Slogan `number`: 16 Han characters, as document 000 asks."""
    return _SEPARATORS[number % len(_SEPARATORS)].join(groups(number))


def overlong_phrase(number: int) -> str:
    """Slogan `number` with a fifth group: 20 Han characters, beyond the soft limit of 16."""
    return f"{phrase(number)} {OVERLONG_TAIL}"


def explanation(number: int) -> str:
    """The author's short explanation (简要阐释说明) of slogan `number`."""
    place, spirit, work, future = groups(number)
    return f"以“{place}”写港城风物，以“{spirit}”写市民品格，以“{work}”写发展实践，以“{future}”写美好愿景。"


def refined_phrase(number: int) -> str:
    """Slogan `number` after refinement (完善): its first two groups change places."""
    place, spirit, work, future = groups(number)
    return f"{spirit}，{place}，{work}，{future}"
