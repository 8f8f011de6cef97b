"""The files of a mail, from its reading until it is registered: in memory only, since nobody's key seals them yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from intake.handlers.attachments import Uploaded

KEPT = timedelta(minutes=30)
MOST_BYTES = 64 * 1024 * 1024


class HeldFiles:
    """Files by key; the oldest go first when they get too heavy together."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: dict[str, tuple[datetime, tuple[Uploaded, ...]]] = {}

    def keep(self, key: str, files: Sequence[Uploaded], now: datetime) -> None:
        """Keeps files; those of the same key give way."""
        self._kept.pop(key, None)
        self._kept[key] = (now + KEPT, tuple(files))
        self._kept = {name: kept for name, kept in self._kept.items() if kept[0] > now}
        while self._weight() > self._most_bytes:
            del self._kept[next(iter(self._kept))]

    def find(self, key: str, now: datetime) -> Sequence[Uploaded]:
        """The files, unless their time is over."""
        until, files = self._kept.get(key, (now, ()))
        return files if until > now else ()

    def forget(self, key: str) -> None:
        """They have found their entry."""
        self._kept.pop(key, None)

    def _weight(self) -> int:
        return sum(len(one.content) for _, files in self._kept.values() for one in files)
