"""Choices of somebody whose session ended before he cast them: his own browser holds them until he is back.

Half an hour, for the ballots alone, and only until a ballot shows them again. The service keeps and logs none.
"""

import base64
import binascii
from collections.abc import Sequence

import orjson
from fastapi import Request, Response

COOKIE = "zj_chosen"
PLACE = "/vote"
KEPT_SECONDS = 1800
ROOM = 3000
"""Letters that a cookie has room for; no ballot asks for so many choices."""


def keep(request: Request, answer: Response, contest_id: str, chosen: Sequence[str]) -> None:
    """The browser holds these choices for this contest."""
    held = base64.urlsafe_b64encode(orjson.dumps([contest_id, *chosen])).decode()
    if len(held) <= ROOM:
        answer.set_cookie(
            COOKIE, held, max_age=KEPT_SECONDS, path=PLACE, httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip


def kept(request: Request, contest_id: str) -> tuple[str, ...]:
    """The choices that this browser holds for the contest; none where it holds none, or something else."""
    try:
        said = orjson.loads(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
    except (binascii.Error, orjson.JSONDecodeError, ValueError):
        return ()
    if not (isinstance(said, list) and all(isinstance(one, str) for one in said) and said[:1] == [contest_id]):
        return ()
    return tuple(said[1:])


def let_go(answer: Response) -> None:
    """The browser holds them no longer."""
    answer.delete_cookie(COOKIE, path=PLACE)
