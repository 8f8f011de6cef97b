"""Who may call what, and where the routes find their parts."""

from typing import Annotated

from fastapi import Depends, Path, Request
from plumbing.tokens import Session, require

from voting.bootstrap import HttpParts

Citizen = Annotated[Session, Depends(require("citizen"))]
ContestId = Annotated[str, Path(max_length=96, description="A contest, such as lyg-demo-vote")]


def parts_of(request: Request) -> HttpParts:
    """The parts that the process was put together from."""
    parts: HttpParts = request.app.state.parts
    return parts


Parts = Annotated[HttpParts, Depends(parts_of)]


def known(contest_id: ContestId, parts: Parts) -> str:
    """The id of a contest that there is; Problem 404 before a stream begins."""
    return parts.ledger.terms(contest_id).contest_id


KnownContest = Annotated[str, Depends(known)]
