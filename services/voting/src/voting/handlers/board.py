"""The board: one look at the pictures every tenth of a second, one frame a second, both shared by every reader."""

import asyncio
from datetime import datetime, timedelta

from contracts import ContestClosed
from plumbing.clock import Clock
from plumbing.logs import logger_of
from plumbing.trouble import Trouble

from voting.domain.contests import Terms
from voting.domain.embargo import Shown, shown
from voting.handlers.ledger import Ledger
from voting.handlers.past import Past
from voting.handlers.pictures import Gallery, Picture, count_of
from voting.handlers.witness import Witness

LOOK_SECONDS = 0.1
FRAME_SECONDS = 1.0
_log = logger_of(__name__)


class Board:
    """Keeps the newest picture of each partition: an emptied Valkey makes the board older, never smaller."""

    def __init__(self, gallery: Gallery, ledger: Ledger, clock: Clock, delay: timedelta, witness: Witness) -> None:
        self._gallery, self._ledger, self._witness = gallery, ledger, witness
        self._pictures: dict[int, Picture] = {}
        self._past = Past(ledger.tallies, clock, delay)
        ledger.about_to_count = self._past.about_to_count
        self._ahead: list[Picture] = []
        """Pictures that the own fold has not reached yet."""
        self._complete_at: datetime | None = None
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
        self._note_complete()
        self.looks += 1

    def pictures(self) -> list[Picture]:
        """The newest picture of each partition, in their order."""
        return [self._pictures[number] for number in sorted(self._pictures)]

    def picture(self, partition: int) -> Picture | None:
        """The newest picture of a partition."""
        return self._pictures.get(partition)

    def shown(self, terms: Terms) -> Shown | None:
        """What may be seen of a running count; None as long as there is no picture of every partition."""
        if not self._pictured():
            return None
        now, earlier = count_of(terms, self.pictures()), None
        if terms.embargo == "delayed" and self._complete_at is not None:
            earlier = self._past.count(terms, self._complete_at)
        return shown(terms.embargo, now, earlier, terms.gone)

    def certified(self, contest_id: str) -> ContestClosed | None:
        """The certified result: nothing of it is held back."""
        return self._ledger.results.get(contest_id)

    def _pictured(self) -> bool:
        return len(self._pictures) == len(self._ledger.tallies)

    def _note_complete(self) -> None:
        """The own fold knows the log up to a moment once it has come to where the pictures of that moment stood."""
        if not self._ahead and self._pictured():
            self._ahead = self.pictures()
        if self._ahead and all(self._ledger.tallies[one.partition].applied >= one.applied for one in self._ahead):
            self._complete_at = min(one.as_of for one in self._ahead)
            self._ahead = []
