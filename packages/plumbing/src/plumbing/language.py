"""Which of the two languages a reader is answered in."""

from typing import Literal

from starlette.requests import HTTPConnection

Language = Literal["zh", "en"]
COOKIE = "zj_lang"


def language_of(request: HTTPConnection) -> Language:
    """`?lang=`, else the cookie zj_lang, else Accept-Language, else Chinese."""
    for choice in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if choice in ("zh", "en"):
            return "en" if choice == "en" else "zh"
    return _preferred(request.headers.get("accept-language", ""))


def _preferred(header: str) -> Language:
    """The better liked of the two; Chinese when neither is named or both are equal."""
    weights = {"zh": 0.0, "en": 0.0}
    for item in header.split(","):
        tag, _, weight = item.partition(";q=")
        name = tag.strip().lower().split("-")[0]
        if name in weights:
            weights[name] = max(weights[name], _number(weight))
    return "en" if weights["en"] > weights["zh"] else "zh"


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
