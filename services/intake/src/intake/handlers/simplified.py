"""Traditional characters count as their simplified form when two texts are compared."""

from functools import cache

from opencc import OpenCC

from intake.domain.phrase import normalised


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def text_key(phrase: str) -> str:
    """What two texts have in common when they are the same slogan."""
    return normalised(phrase, _converter().convert)
