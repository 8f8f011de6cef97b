"""The operator's wall: figures of the running vote, a page that is complete by itself and goes on by a stream."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pages.wording import speaking
from plumbing.language import Language, language_of
from plumbing.tokens import Session, require

from voting.entrypoints.pages_source import PagesSource, Source, pages_of
from voting.entrypoints.pages_wall import WallView, wall_of

router = APIRouter(include_in_schema=False)
EVERY_SECONDS = 1.0
Operator = Annotated[Session, Depends(require("operator", "organiser"))]


@router.get("/ops")
async def ops(request: Request, source: Source, _session: Operator) -> Response:
    """The wall of this moment."""
    return pages_of(request).render(request, "ops.html", view=await wall_now(source, language_of(request)))


@router.get("/ops/figures")
async def ops_figures(request: Request, source: Source, _session: Operator) -> WallView:
    """The wall of this moment as JSON, for a reader whom the stream does not reach: the same as a frame of it."""
    return await wall_now(source, language_of(request))


@router.get("/ops/stream", response_class=EventSourceResponse)
async def ops_stream(request: Request, source: Source, _session: Operator) -> AsyncIterator[ServerSentEvent]:
    """The wall once a second, in the reader's language."""
    language = language_of(request)
    while not await request.is_disconnected():
        yield ServerSentEvent(data=await wall_now(source, language), event="ops")
        await asyncio.sleep(EVERY_SECONDS)


async def wall_now(source: PagesSource, language: Language) -> WallView:
    """Looks at every partition, and remembers the counts for the rate; in words of this language."""
    seen = await source.partitions()
    now = source.now()
    source.watch.see(now, {one.partition: one.counted for one in seen})
    with speaking(language):
        return wall_of(now, seen, source.watch.rates(), source.queue())
