"""媒体宣传: registering outlets, counting openings of their links, entering surveys."""

import asyncio
import secrets
from collections import Counter
from datetime import date

from plumbing.identifiers import derived_id
from plumbing.logs import logger_of
from plumbing.problems import OutcomeUnknown

from review.domain.fold import Verdict
from review.domain.promotion import Stage, code_or_none, outlet_code
from review.domain.promotion_folds import OutletRegistered, SurveyEntered, VisitCount, VisitsCounted
from review.handlers.desk import Desk

COUNT_SECONDS = 10.0
"""So long openings are counted in memory before they go to the log together; a process that is killed loses them."""
_log = logger_of(__name__)


def code_of(campaign_id: str, name: str, unit_id: str | None) -> str:
    """The code of an outlet: the same name and unit have the same code in a campaign."""
    return outlet_code(derived_id("outlet", campaign_id, " ".join(name.split()), unit_id or ""))


async def register_outlet(
    desk: Desk, campaign_id: str, asked: tuple[str, str | None, int | None], actor: str
) -> Verdict:
    """Registers name, unit and audience. Refused: `outlet-name-missing`, `unit-unknown`, `outlets-enough`."""
    name, unit_id, audience = asked
    name = " ".join(name.split())
    code = code_of(campaign_id, name, unit_id)
    return await desk.submit(
        campaign_id, OutletRegistered(campaign_id, code, name, unit_id, audience, actor, desk.now())
    )


async def enter_survey(desk: Desk, campaign_id: str, found: tuple[int, int, str, date], actor: str) -> Verdict:
    """Enters aware, asked, source and day. Refused: `survey-does-not-add-up`, `source-required`."""
    return await desk.submit(campaign_id, SurveyEntered(campaign_id, *found, actor, desk.now()))


class VisitCounter:
    """Counts openings in memory and brings them to the log together. It keeps nothing of who opened."""

    def __init__(self, desk: Desk, process: str | None = None) -> None:
        self._desk = desk
        self._process = process or secrets.token_hex(8)
        self._batch = 0
        self._waiting: dict[str, Counter[tuple[str, Stage]]] = {}
        self._unsure: list[VisitsCounted] = []

    def opened(self, campaign_id: str, stage: Stage, typed: str | None) -> str | None:
        """Counts one opening; the outlet's code, or None for a code that is no outlet's, which is ignored."""
        campaign, code = self._desk.campaign(campaign_id), code_or_none(typed)
        if campaign is None or code not in campaign.promotion.outlets:
            return None
        self._waiting.setdefault(campaign_id, Counter())[(code, stage)] += 1
        return code

    async def flush(self) -> None:
        """Writes what was counted. A batch whose outcome is not known is written again, and counts once."""
        for campaign_id, counts in self._waiting.items():
            self._batch += 1
            lines = tuple(VisitCount(code, stage, visits) for (code, stage), visits in sorted(counts.items()))
            self._unsure.append(VisitsCounted(campaign_id, self._process, self._batch, lines, self._desk.now()))
        self._waiting = {}
        while self._unsure:
            await self._desk.submit(self._unsure[0].campaign_id, self._unsure[0])
            self._unsure.pop(0)

    async def keep_counting(self) -> None:
        """Flushes until it is cancelled, and once more then."""
        try:
            while True:
                await asyncio.sleep(COUNT_SECONDS)
                await self._try()
        finally:
            await self._try()

    async def _try(self) -> None:
        try:
            await self.flush()
        except OutcomeUnknown:
            _log.warning("visits-outcome-unknown")
