"""The board: one look at the pictures every tenth of a second, one frame a second, both shared by every reader."""

import asyncio
from collections import deque
from datetime import datetime, timedelta

from contracts import ContestClosed
from plumbing.clock import Clock
from plumbing.logs import logger_of
from plumbing.trouble import Trouble

from voting.domain.contests import Terms
from voting.domain.embargo import Count, Shown, shown
from voting.handlers.ledger import Ledger
from voting.handlers.pictures import Gallery, Picture, count_of
from voting.handlers.witness import Witness

LOOK_SECONDS = 0.1
FRAME_SECONDS = 1.0
KEPT_EVERY = timedelta(seconds=5)
"""How finely the past is kept for delayed boards."""
_log = logger_of(__name__)


class Board:
    """Keeps the newest picture of each partition: an emptied Valkey makes the board older, never smaller."""

    def __init__(self, gallery: Gallery, ledger: Ledger, clock: Clock, delay: timedelta, witness: Witness) -> None:
        self._gallery, self._ledger, self._clock, self._delay = gallery, ledger, clock, delay
        self._witness = witness
        self._pictures: dict[int, Picture] = {}
        self._past: dict[str, deque[Count]] = {}
        self._next_frame = asyncio.Event()
        self.looks = self.frames = 0

    async def run(self) -> None:
        """Looks, and counts the frames, until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._looking())
            tasks.create_task(self._framing())

    async def next_frame(self) -> int:
        """The number of the next frame, when it is due."""
        await self._next_frame.wait()
        return self.frames

    async def _looking(self) -> None:
        away = Trouble(_log, "pictures-not-seen")
        while True:
            with away:  # a read model that is away makes the board old
                await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def _framing(self) -> None:
        while True:
            await asyncio.sleep(FRAME_SECONDS)
            self.frames += 1
            due, self._next_frame = self._next_frame, asyncio.Event()
            due.set()

    async def look(self) -> None:
        """Takes in the pictures of this moment."""
        pictures = await self._gallery.all()
        self._witness.see(pictures)
        for picture in pictures:
            known = self._pictures.get(picture.partition)
            if known is None or (known.applied, known.as_of) <= (picture.applied, picture.as_of):
                self._pictures[picture.partition] = picture
        for terms in self._ledger.contests.all():
            self._remember(terms)
        self.looks += 1

    def pictures(self) -> list[Picture]:
        """The newest picture of each partition, in their order."""
        return [self._pictures[number] for number in sorted(self._pictures)]

    def picture(self, partition: int) -> Picture | None:
        """The newest picture of a partition."""
        return self._pictures.get(partition)

    def shown(self, terms: Terms) -> Shown | None:
        """What may be seen of a running count; None as long as there is no picture of every partition."""
        count = self._count(terms)
        return None if count is None else shown(terms.embargo, count, self._earlier(terms.contest_id), terms.gone)

    def certified(self, contest_id: str) -> ContestClosed | None:
        """The certified result: nothing of it is held back."""
        return self._ledger.results.get(contest_id)

    def _count(self, terms: Terms) -> Count | None:
        pictures = self.pictures()
        return count_of(terms, pictures) if len(pictures) == len(self._ledger.tallies) else None

    def _remember(self, terms: Terms) -> None:
        count = self._count(terms) if terms.embargo == "delayed" else None
        past = self._past.setdefault(terms.contest_id, deque())
        if count is not None and (not past or count.as_of - past[-1].as_of >= KEPT_EVERY):
            past.append(count)
        while len(past) > 1 and past[1].as_of <= self._then():
            past.popleft()

    def _earlier(self, contest_id: str) -> Count | None:
        past = self._past.get(contest_id)
        return past[0] if past and past[0].as_of <= self._then() else None

    def _then(self) -> datetime:
        return self._clock.now() - self._delay
