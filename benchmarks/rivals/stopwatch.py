"""Ends a counting program after so many votes, or when it has used up its CPU time, and says what it did.

Needs nothing but the standard library: the programs run in different environments.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

EVERY = 1024
"""Votes between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a counting program is told on its command line."""

    kafka: str
    topic: str
    votes: int
    cpu_limit: float

    @classmethod
    def given(cls) -> "Task":
        """From the arguments: address, topic, votes, CPU seconds."""
        kafka, topic, votes, cpu_limit = sys.argv[1:5]
        return cls(kafka, topic, int(votes), float(cpu_limit))


@dataclass(slots=True)
class Stopwatch:
    """Runs from the first vote on: what a program needs to start and to join is not counted."""

    task: Task
    counts: Mapping[str, int]
    votes: int = 0
    _look_at: int = field(default=1, init=False)
    _started: tuple[float, float] = field(default=(0.0, 0.0), init=False)

    def start(self) -> None:
        """From now, for who does not want to begin with the first vote."""
        self._started = time.process_time(), time.monotonic()

    def counted(self, votes: int = 1) -> None:
        """So many more votes are counted; ends the process with the last one."""
        self.votes += votes
        if self.votes >= self._look_at:
            self._look()

    def _look(self) -> None:
        now = time.process_time(), time.monotonic()
        if self._started == (0.0, 0.0):
            self._started = now
        cpu, wall = now[0] - self._started[0], now[1] - self._started[1]
        self._look_at = min(self.votes + EVERY, self.task.votes)
        if self.votes >= self.task.votes or cpu > self.task.cpu_limit:
            self._say(cpu, wall)

    def _say(self, cpu: float, wall: float) -> None:
        said = {"votes": self.votes, "cpu": cpu, "wall": wall, "counts": dict(self.counts)}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        # At once: none of the libraries is asked to end in an orderly way, its work is done.
        os._exit(0)
