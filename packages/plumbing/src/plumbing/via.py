"""By which published link somebody came: a code in a cookie of a day, the same for everyone who came by that link.

It tells nobody from anybody. It is held for the named paths only, so that no other page is ever sent it.
"""

import re
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

VIA_COOKIE = "zj_via"
VIA_SECONDS = 24 * 60 * 60
VIA_PATTERN = "^[0-9A-Z]{4,12}$"
"""What can be a code."""
_CODE = re.compile(VIA_PATTERN)


def hold_via(request: Request, response: Response, code: str, paths: Iterable[str]) -> None:
    """Has the browser send the code to these paths, for a day."""
    for path in paths:
        response.set_cookie(
            VIA_COOKIE, code, max_age=VIA_SECONDS, path=path, httponly=True, samesite="lax",
            secure=request.url.scheme == "https",
        )  # fmt: skip


def via_of(request: Request) -> str | None:
    """The code that the browser brought; None for none, and for what cannot be one."""
    code = request.cookies.get(VIA_COOKIE, "")
    return code if _CODE.fullmatch(code) else None
