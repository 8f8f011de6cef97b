"""Uploads of 汇总表 that go on by themselves while their senders watch how far they are.

In memory only, like the reports that they end in: what a dying process forgets is had again by another upload, which
enters nothing twice.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from plumbing.identifiers import derived_id
from plumbing.logs import logger_of
from plumbing.problems import OutcomeUnknown, Problem

from intake.handlers.desk import Desk
from intake.handlers.recent_reports import KEPT, RecentReports
from intake.handlers.sheet_progress import SheetProgress
from intake.handlers.sheets import Upload, reporting_unit, take_sheet
from intake.handlers.submit import Sender

_log = logger_of(__name__)


@dataclass(slots=True)
class RunningUpload:
    """One upload: of which campaign and unit, how far it is, and why it came to nothing, if it did.

    Once `task` is done without a problem, its report is with the recent ones under the same key.
    """

    campaign_id: str
    unit_id: str
    began_at: datetime
    progress: SheetProgress
    task: asyncio.Task[None]
    problem: Problem | None = None


class Uploads:
    """The uploads of this process by key; each is forgotten after half an hour."""

    def __init__(self, reports: RecentReports, patience: float = 2.0) -> None:
        self._reports = reports
        self._patience = patience
        self._running: dict[str, RunningUpload] = {}

    def start(self, desk: Desk, campaign_id: str, sender: Sender, upload: Upload) -> str:
        """Begins, and returns the key: the same file of the same unit has one, and while it runs is not begun again.

        Raises Problem 404 `campaign-unknown` or `unit-unknown`.
        """
        unit, now = reporting_unit(desk, campaign_id, sender.unit_id), desk.clock.now()
        key = derived_id("sheet-report", campaign_id, unit.unit_id, upload.content.hex())
        self._running = {name: one for name, one in self._running.items() if one.began_at + KEPT > now}
        before = self._running.get(key)
        if before is None or before.task.done():
            task = asyncio.create_task(self._take(key, desk, sender, upload))
            self._running[key] = RunningUpload(campaign_id, unit.unit_id, now, sender.progress, task)
        return key

    async def settle(self, key: str) -> None:
        """Waits a moment: most files are done before anybody would look at a bar."""
        await asyncio.wait({self._running[key].task}, timeout=self._patience)

    def find(self, key: str, campaign_id: str, unit_id: str) -> RunningUpload | None:
        """The upload, if it is one of this unit."""
        found = self._running.get(key)
        return found if found and (found.campaign_id, found.unit_id) == (campaign_id, unit_id) else None

    async def close(self) -> None:
        """Ends what is still going on; what was acknowledged by the log stands."""
        for one in self._running.values():
            one.task.cancel()
        await asyncio.gather(*(one.task for one in self._running.values()), return_exceptions=True)

    async def _take(self, key: str, desk: Desk, sender: Sender, upload: Upload) -> None:
        running = self._running[key]
        try:
            report = await take_sheet(desk, running.campaign_id, sender, upload)
            self._reports.keep(key, report, desk.clock.now())
        except Problem as problem:
            running.problem = problem
        except Exception:  # noqa: BLE001 - the sender is told and may repeat it; nobody else awaits this task
            _log.exception("upload-failed", campaign=running.campaign_id, unit=running.unit_id)
            running.problem = OutcomeUnknown()
