"""How a step's verdict becomes an answer."""

from fastapi import Response

from review.domain.fold import Refused, Verdict
from review.entrypoints.refusals import problem_of, taken


def settle(response: Response, verdict: Verdict) -> None:
    """201 for a step that changed something, 200 for one that repeats; a refusal is a Problem by its code."""
    response.status_code = 201 if taken(verdict).changed else 200


def need(standing: object, code: str) -> None:
    """Problem `code` where a reader asks for what does not stand yet."""
    if not standing:
        raise problem_of(Refused(code))
