"""Records that a consumer rejects: put aside with their reason and origin, and a limit at which it is time to stop."""

import base64
import json
from collections import deque

from plumbing.metrics import DEAD_LETTERS, reason_label
from plumbing.records import Outgoing, Record

SUFFIX = "-dlq"
KEPT_MS = 30 * 24 * 3600 * 1000
"""30 days (design, section 3)."""
HALT_LIMIT = 100
WITHIN_SECONDS = 600.0


class Reject(Exception):  # noqa: N818 - it is what a consumer does to a record, not an error of ours
    """Raised by a translation that cannot take a record. `reason` is a kebab-case code, never content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TooManyRejectedError(RuntimeError):
    """More dead letters than a fault of single records explains: somebody must look before more are put aside."""


class RejectLimit:
    """Counts rejections; more than `limit` within ten minutes is too many."""

    def __init__(self, limit: int = HALT_LIMIT, within_seconds: float = WITHIN_SECONDS) -> None:
        self._limit = limit
        self._within = within_seconds
        self._at: deque[float] = deque()

    def count(self, now: float) -> None:
        """One more rejection, at `now` on a monotonic clock. Raises TooManyRejectedError past the limit."""
        self._at.append(now)
        while self._at[0] <= now - self._within:
            self._at.popleft()
        if len(self._at) > self._limit:
            raise TooManyRejectedError(f"{len(self._at)} records rejected within {self._within:.0f} s")


def dead_letter(record: Record, reason: str, group: str) -> Outgoing:
    """The record for `<topic>-dlq`: JSON with reason, consumer group, origin and the value in base64, key as it was."""
    DEAD_LETTERS.labels(record.topic, reason_label(reason)).inc()
    body = {
        "reason": reason,
        "group": group,
        "origin": {
            "topic": record.topic,
            "partition": record.position.partition,
            "offset": record.position.offset,
            "timestamp_ms": record.timestamp_ms,
        },
        "value": base64.b64encode(record.value).decode(),
    }
    return Outgoing(record.topic + SUFFIX, record.key, json.dumps(body).encode())
