"""`kill -9` for each service process once, while the step that leans on it most is under way."""

import asyncio
import os
import signal
import time
from collections.abc import Mapping

from deploy.local.rehearsal.stage import MismatchError
from deploy.local.supervision import Supervisor

VICTIMS: Mapping[str, tuple[str, ...]] = {
    "sheets 汇总表": ("intake-http",),
    "web, e-mail, letter 投稿": ("intake-relay",),
    "screening 筛选": ("review-relay",),
    "comments 留言": ("review-http",),
    "vote 投票": ("voting-http", "voting-stream"),
    "result 计票": ("voting-relay",),
    "notices 通知": ("notify-relay",),
    "certificates 证书": ("notify-http",),
}
"""Step to processes. Each of the nine is struck once."""

FIRST_STRIKE_SECONDS = 0.3
BETWEEN_SECONDS = 8.0
RESTART_SECONDS = 30.0


class Killer:
    """Strikes through the supervisor of the local stack, which starts the struck again."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self.struck: dict[str, int] = {}

    async def strike(self, title: str) -> str:
        """Kills the step's victims one after another; each has been started again before the next one falls."""
        words = []
        for turn, name in enumerate(VICTIMS.get(title, ())):
            await asyncio.sleep(BETWEEN_SECONDS if turn else FIRST_STRIKE_SECONDS)
            words.append(f"{name} killed, back after {await self._replace(name):.1f} s")
        return ", ".join(words)

    async def _replace(self, name: str) -> float:
        """Kills the process and waits for its successor's id; seconds between the two."""
        old, started = await asyncio.to_thread(self._supervisor.pid_of, name), time.monotonic()
        os.kill(old, signal.SIGKILL)
        while time.monotonic() - started < RESTART_SECONDS:
            new = await asyncio.to_thread(self._supervisor.pid_of, name)
            if new not in (0, old):
                self.struck[name] = new
                return time.monotonic() - started
            await asyncio.sleep(0.1)
        raise MismatchError(f"{name} was not started again within {RESTART_SECONDS:.0f} s")
