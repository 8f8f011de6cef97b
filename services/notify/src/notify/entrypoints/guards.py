"""Who may call what, and where the routes find their parts."""

import hmac
from typing import Annotated

from fastapi import Depends, Request
from plumbing.problems import Problem
from plumbing.tokens import Session, require

from notify.bootstrap import HttpParts, secret

organiser = require("organiser")
Organiser = Annotated[Session, Depends(organiser)]


def parts_of(request: Request) -> HttpParts:
    """The parts that the process was put together from."""
    parts: HttpParts = request.app.state.parts
    return parts


Parts = Annotated[HttpParts, Depends(parts_of)]


def _service(request: Request, parts: Parts) -> None:
    expected = f"Bearer {secret(parts.settings.service_token)}"
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise Problem("service-token-invalid", 401, "服务令牌无效", "The service token is not valid")


ServiceOnly = Depends(_service)
