"""What the pages ask for. The service answers it; so can a test, without a broker."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Protocol

from fastapi import Depends, Path, Request
from pages import Pages
from plumbing.tokens import Session

from voting.entrypoints.pages_views import BoardView, ContestView, EntryLine, ReceiptView, ResultView
from voting.entrypoints.pages_wall import PartitionSeen
from voting.entrypoints.pages_watch import RateWatch
from voting.handlers.signing import Receipt


class PagesSource(Protocol):
    """Everything that the pages show or do, in their own words."""

    watch: RateWatch

    def now(self) -> datetime:
        """The clock of the service."""
        ...

    def contests(self) -> list[ContestView]:
        """Every contest, in no order."""
        ...

    def contest(self, contest_id: str) -> ContestView:
        """One contest; Problem 404 when there is none."""
        ...

    def entries(self, contest_id: str) -> list[EntryLine]:
        """What may be voted for."""
        ...

    def voted(self, contest_id: str, citizen: Session) -> str | None:
        """The receipt number of this citizen's counted vote of the present period: a courtesy, not the verdict."""
        ...

    def check(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> None:
        """Casts nothing; raises the Problem that `cast` would raise at once."""
        ...

    async def cast(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> Receipt:
        """Casts a vote as the API does; its signed receipt. The Problems are those of the API."""
        ...

    async def board(self, contest_id: str) -> BoardView | None:
        """What the embargo gate lets through; the certified figures once there are any; None for nothing at all."""
        ...

    def result(self, contest_id: str) -> ResultView | None:
        """What the certified result rests on, once it is there."""
        ...

    def receipt(self, number: str) -> ReceiptView | None:
        """Where a vote lies and what became of it; None when the number is none of ours."""
        ...

    async def partitions(self) -> list[PartitionSeen]:
        """Every partition that has a picture."""
        ...

    def queue(self) -> int:
        """Votes taken by this process and not yet acknowledged by the broker."""
        ...


def pages_of(request: Request) -> Pages:
    """The page renderer."""
    pages: Pages = request.app.state.pages
    return pages


def source_of(request: Request) -> PagesSource:
    """What answers the pages."""
    source: PagesSource = request.app.state.pages_source
    return source


Source = Annotated[PagesSource, Depends(source_of)]
ReceiptNumber = Annotated[str, Path(max_length=64)]
