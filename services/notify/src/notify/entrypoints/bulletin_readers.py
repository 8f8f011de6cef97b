"""Who may read which bulletin: everyone a public one, the staff of the campaign an internal one."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from plumbing.problems import Problem
from plumbing.tokens import Session, session_of

from notify.bootstrap import HttpParts
from notify.domain.bulletins import Bulletin, BulletinKind, Edition
from notify.entrypoints.guards import Parts

STAFF = ("organiser", "screener", "unit", "leader")
"""Whom an internal bulletin is for: the office, the leaders, and the reporting units that it tells of."""


def reader_of(request: Request) -> Session | None:
    """Who asks; None for nobody in particular."""
    return session_of(request, request.app.state.verifier, request.app.state.clock)


Reader = Annotated[Session | None, Depends(reader_of)]


@dataclass(frozen=True, slots=True)
class Read:
    """A bulletin in the version asked for, and who reads it."""

    bulletin: Bulletin
    edition: Edition
    reader: Session | None

    @property
    def whole(self) -> bool:
        """Whether the reader sees what it says: of one that was taken back the office alone."""
        office = self.reader is not None and self.reader.role == "organiser"
        return self.bulletin.withdrawn is None or (office and may_read(self.bulletin, self.reader))


def may_read(bulletin: Bulletin, reader: Session | None) -> bool:
    """Whether it is for this reader."""
    if bulletin.audience == "public":
        return True
    return reader is not None and reader.role in STAFF and reader.campaign in (None, bulletin.campaign_id)


def readable(parts: HttpParts, campaign_id: str | None, reader: Session | None) -> list[Bulletin]:
    """The bulletins that are for this reader, the latest first."""
    return [one for one in parts.ledger.gazette.of_campaign(campaign_id) if may_read(one, reader)]


def bulletin_read(
    parts: Parts,
    reader: Reader,
    c: Annotated[str, Path(max_length=64, description="The campaign")],
    kind: Annotated[BulletinKind, Path(description="brief 简报, circular 通报")],
    issue: Annotated[int, Path(ge=1, le=1_000_000, description="Its number")],
) -> Bulletin:
    """Problems: 404 `bulletin-unknown`, 401 `sign-in-required`, 403 `bulletin-internal`."""
    bulletin = parts.ledger.gazette.find(c, kind, issue)
    if bulletin is None:
        raise unknown()
    if may_read(bulletin, reader):
        return bulletin
    if reader is None:
        raise Problem("sign-in-required", 401, "请先登录。", "Please sign in first.")
    raise Problem("bulletin-internal", 403, "这一期只在内部印发。", "This one is for the staff of its campaign.")


Found = Annotated[Bulletin, Depends(bulletin_read)]
Version = Annotated[int | None, Query(ge=1, le=1000, description="An earlier version; the one that holds if left out")]


def edition_read(bulletin: Found, reader: Reader, version: Version = None) -> Read:
    """The same with the version; Problem 404 `bulletin-unknown` where there is none such."""
    edition = bulletin.edition(version)
    if edition is None:
        raise unknown()
    return Read(bulletin, edition, reader)


AsRead = Annotated[Read, Depends(edition_read)]


def whole(read: AsRead) -> Read:
    """The same; Problem 410 `bulletin-withdrawn` for what was taken back, except for the office."""
    if not read.whole:
        raise Problem("bulletin-withdrawn", 410, "这一期已撤回，不再提供。", "This one was withdrawn.")
    return read


Whole = Annotated[Read, Depends(whole)]


def unknown() -> Problem:
    """The answer to a number that was not given."""
    return Problem("bulletin-unknown", 404, "没有这一期。", "There is no such number.")
