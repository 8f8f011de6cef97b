"""Who may call what, and where the routes find their parts."""

from typing import Annotated

from fastapi import Depends, Path, Request
from plumbing.tokens import Session, require

from voting.bootstrap import HttpParts
from voting.entrypoints.boards import Boards

Citizen = Annotated[Session, Depends(require("citizen"))]
ContestId = Annotated[str, Path(max_length=96, description="A contest, such as lyg-demo-vote")]


def parts_of(request: Request) -> HttpParts:
    """The parts that the process was put together from."""
    parts: HttpParts = request.app.state.parts
    return parts


Parts = Annotated[HttpParts, Depends(parts_of)]


def boards_of(request: Request) -> Boards:
    """The boards as bytes, shared by all routes."""
    boards: Boards = request.app.state.boards
    return boards


Rendered = Annotated[Boards, Depends(boards_of)]
