"""Who may call what, and where the routes find their parts."""

from typing import Annotated

from fastapi import Depends, Request
from plumbing.tokens import Session, require

from notify.bootstrap import HttpParts

organiser = require("organiser")
Organiser = Annotated[Session, Depends(organiser)]


def parts_of(request: Request) -> HttpParts:
    """The parts that the process was put together from."""
    parts: HttpParts = request.app.state.parts
    return parts


Parts = Annotated[HttpParts, Depends(parts_of)]
