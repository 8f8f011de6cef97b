"""The answers to the latest uploads, for as long as a unit looks at them: in memory only, since a sheet that goes back
holds names and phones. What is gone is had again by another upload, which creates nothing.
"""

from datetime import datetime, timedelta

from intake.domain.sheet_report import SheetReport

KEPT = timedelta(minutes=30)
MOST_BYTES = 64 * 1024 * 1024


class RecentReports:
    """Reports by key; the oldest go first when their sheets get too heavy together."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: dict[str, tuple[datetime, SheetReport]] = {}

    def keep(self, key: str, report: SheetReport, now: datetime) -> None:
        """Keeps a report; one of the same key gives way."""
        self._kept.pop(key, None)
        self._kept[key] = (now + KEPT, report)
        self._kept = {name: kept for name, kept in self._kept.items() if kept[0] > now}
        while self._weight() > self._most_bytes:
            del self._kept[next(iter(self._kept))]

    def find(self, key: str, now: datetime) -> SheetReport | None:
        """The report, unless its time is over."""
        until, report = self._kept.get(key, (now, None))
        return report if until > now else None

    def _weight(self) -> int:
        return sum(len(report.returned or b"") for _, report in self._kept.values())
