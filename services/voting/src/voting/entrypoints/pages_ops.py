"""The operator's wall: figures of the running vote, a page that is complete by itself and goes on by a stream."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pages.wording import speaking
from plumbing.language import language_of
from plumbing.tokens import Session, require

from voting.entrypoints.pages_source import PagesSource, Source, pages_of
from voting.entrypoints.pages_wall import WallView, wall_of

router = APIRouter(include_in_schema=False)
EVERY_SECONDS = 1.0
Operator = Annotated[Session, Depends(require("operator", "organiser"))]


@router.get("/ops")
async def ops(request: Request, source: Source, _session: Operator) -> Response:
    """The wall of this moment."""
    with speaking(language_of(request)):
        view = await wall_now(source)
    return pages_of(request).render(request, "ops.html", view=view)


@router.get("/ops/stream", response_class=EventSourceResponse)
async def ops_stream(request: Request, source: Source, _session: Operator) -> AsyncIterator[ServerSentEvent]:
    """The wall once a second, in the reader's language."""
    language = language_of(request)
    while not await request.is_disconnected():
        with speaking(language):
            view = await wall_now(source)
        yield ServerSentEvent(data=view, event="ops")
        await asyncio.sleep(EVERY_SECONDS)


async def wall_now(source: PagesSource) -> WallView:
    """Looks at every partition, and remembers the counts for the rate."""
    seen = await source.partitions()
    now = source.now()
    source.watch.see(now, {one.partition: one.counted for one in seen})
    return wall_of(now, seen, source.watch.rates(), source.queue())
