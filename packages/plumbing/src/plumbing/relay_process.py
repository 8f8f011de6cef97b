"""The process around a service's loops: probes and figures on its port, a thread a loop, a clean end."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from plumbing.http import build_app, kafka_check, run, server_of
from plumbing.logs import logger_of
from plumbing.settings import ProcessSettings

JOIN_SECONDS = 10.0
_log = logger_of(__name__)


class Loop(Protocol):
    """Something that works until it is told to stop. One with a `ready` attribute is asked for it by /readyz."""

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set; an exception ends the process."""


def run_relay(settings: ProcessSettings, service: str, loops: Sequence[Loop]) -> int:
    """Runs the loops until SIGTERM (exit status 0) or until one of them ends by itself (1)."""
    running = [_RunningLoop(loop) for loop in loops]
    checks = {f"loop-{number}": one.is_ready for number, one in enumerate(running)}
    app = build_app(
        title=f"{service}-relay",
        settings=settings,
        lifespan=None,
        checks={"kafka": kafka_check(settings), **checks},
    )
    server = server_of(app, settings)

    def end() -> None:
        server.should_exit = True

    for one in running:
        one.start(end)
    run(server)
    return max([one.finish() for one in running], default=0)


class _RunningLoop:
    """A loop on its thread."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._stop = threading.Event()
        self._failed = False
        self._thread = threading.Thread(target=self._work, name=type(loop).__name__, daemon=True)
        self._ended: Callable[[], None] = lambda: None

    def start(self, ended: Callable[[], None]) -> None:
        """Starts the thread; `ended` is called when the loop ends without having been told to."""
        self._ended = ended
        self._thread.start()

    def is_ready(self) -> bool:
        """Whether the thread works and, if the loop can tell, has caught up."""
        return self._thread.is_alive() and bool(getattr(self._loop, "ready", True))

    def finish(self) -> int:
        """Tells the loop to stop and waits for it. 1 if it had failed or does not stop, else 0."""
        self._stop.set()
        self._thread.join(JOIN_SECONDS)
        return int(self._failed or self._thread.is_alive())

    def _work(self) -> None:
        try:
            self._loop.run(self._stop)
        except Exception as error:  # noqa: BLE001 - said, and turned into the exit status
            _log.error("loop-failed", loop=type(self._loop).__name__, error=type(error).__name__, exc_info=error)
        if not self._stop.is_set():
            self._failed = True
            self._ended()
