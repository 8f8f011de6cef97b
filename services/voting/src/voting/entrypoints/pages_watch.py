"""Votes a second from counts seen one after the other: what the wall needs beside the pictures themselves."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta

OVER = timedelta(seconds=5)
"""A rate is that of the last five seconds: steady enough to read, quick enough to notice."""
FORGOTTEN_AFTER = timedelta(seconds=20)
"""Counts older than that say nothing about now: after a pause the rate starts anew."""


class RateWatch:
    """Remembers a few seconds of counts by partition. One for the process: every reader of the wall feeds it."""

    def __init__(self) -> None:
        self._seen: deque[tuple[datetime, dict[int, int]]] = deque()

    def see(self, at: datetime, counted: Mapping[int, int]) -> None:
        """The counts of this moment. A look within half a second of the last one adds nothing."""
        if self._seen and at - self._seen[-1][0] < timedelta(milliseconds=500):
            return
        if self._seen and at - self._seen[-1][0] > FORGOTTEN_AFTER:
            self._seen.clear()
        self._seen.append((at, dict(counted)))
        while len(self._seen) > 2 and at - self._seen[1][0] >= OVER:
            self._seen.popleft()

    def rates(self) -> dict[int, float]:
        """Votes a second by partition; empty until two looks are there. A count that fell (replay) gives 0."""
        if len(self._seen) < 2:
            return {}
        (since, before), (until, now) = self._seen[0], self._seen[-1]
        seconds = (until - since).total_seconds()
        return {partition: max(0, count - before.get(partition, count)) / seconds for partition, count in now.items()}
