"""A process that is started again whenever it ends, as supervisord and Kubernetes do it: nobody's hand is needed."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

AGAIN_SECONDS, AGAIN_SOON_SECONDS = 0.2, 1.0
"""How long after its end a process is started again; one that has lived for less than a second waits for longer."""
STOP_SECONDS = 10.0


class Supervised:
    """One process of the system under test."""

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str], folder: Path) -> None:
        self.name, self._command, self._environment = name, command, environment
        self.log = folder / f"{name}.log"
        self.statuses: list[int] = []
        """Exit statuses, of ends that the harness did not ask for by `end`."""
        self._process: asyncio.subprocess.Process | None = None
        self._wanted = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Starts it, and again after every end."""
        self._wanted.set()
        self._keeping = self._keeping or asyncio.create_task(self._keep())

    @property
    def pid(self) -> int:
        """Of the process that runs; 0 while none does."""
        return self._process.pid if self._process is not None and self._process.returncode is None else 0

    def send(self, number: signal.Signals) -> None:
        """A signal; to nobody when the process has just ended."""
        with suppress(ProcessLookupError):
            if self.pid:
                os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL: no clean end, no commit on the way out."""
        self.send(signal.SIGKILL)

    async def stop(self) -> None:
        """Told to stop, and not started again until `start` is called. Returns when it has ended."""
        self._wanted.clear()
        process = self._process
        if process is None or process.returncode is not None:
            return
        self.send(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            self.kill()
            await process.wait()

    async def end(self) -> None:
        """Ends it for good."""
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        self.send(signal.SIGCONT)
        await self.stop()

    async def _keep(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await self._wanted.wait()
            started = clock()
            with self.log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command, env={**os.environ, **self._environment}, stdout=log, stderr=log,
                    start_new_session=True,
                )  # fmt: skip
            self.statuses.append(await self._process.wait())
            await asyncio.sleep(AGAIN_SECONDS if clock() - started > 1.0 else AGAIN_SOON_SECONDS)
