"""The stream: a Faust worker on the event loop of its host, loaded when it is started.

Faust with everything it brings takes as long to load as the half of all the rest. The count begins without it, from the
log, so the board of a tally that was killed is right again so much sooner.
"""

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from voting.handlers.sheets import VOTES_TOPIC
from voting.settings import VotingSettings

Take = Callable[[int, int, bytes], Awaitable[None]]


class FaustStream:
    """Carries records to `take`, once started."""

    def __init__(self, settings: VotingSettings, take: Take) -> None:
        self._settings, self._take = settings, take
        self._topic = settings.topic_prefix + VOTES_TOPIC
        self._worker: Any = None
        self._app: Any = None

    async def start(self) -> None:
        """Joins the group."""
        self._worker = await asyncio.to_thread(import_module, "voting.adapters.faust_worker")
        self._app = self._worker.build_worker(self._settings, self._topic, self._take)
        await self._app.start()

    async def stop(self) -> None:
        """Leaves the group, if it has come to that."""
        if self._app is not None:
            await self._app.stop()

    async def ended(self) -> None:
        """Returns when the worker has crashed or stopped."""
        await self._app.wait_until_stopped()

    @property
    def alive(self) -> bool:
        """Whether the worker works."""
        return self._app is not None and bool(self._app.started) and not self._app.should_stop

    def carried(self) -> set[int]:
        """The partitions that the group has given to this worker."""
        found: set[int] = self._worker.assigned_to(self._app, self._topic) if self.alive else set()
        return found
