"""Which unit a page is about: a unit's account sees its own, the office any."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from plumbing.problems import Problem

from intake.domain.quota import UnitLine
from intake.entrypoints.api_sheets import sender_of
from intake.entrypoints.choosing import AtWork, Work
from intake.entrypoints.guards import SheetSender
from intake.handlers.submit import Sender
from intake.handlers.units import unit_line

UnitId = Annotated[str, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Reporting:
    """A unit with its quota and its entries, who reports for it, and where."""

    work: Work
    sender: Sender
    line: UnitLine


def reporting_chosen(session: SheetSender, work: AtWork, unit_id: UnitId = "") -> Reporting | None:
    """The unit; None while the office has not said which. Problems: 403 `unit-forbidden`, 404 `unit-unknown`."""
    sender = sender_of(session, unit_id or None)
    if sender.unit_id is None:
        return None
    return Reporting(work, sender, unit_line(work.desk, work.campaign.campaign_id, sender.unit_id))


def reporting_for(chosen: Annotated[Reporting | None, Depends(reporting_chosen)]) -> Reporting:
    """The same; Problem 404 `unit-unknown` while none is chosen."""
    if chosen is None:
        raise Problem("unit-unknown", 404, "请先选择报送单位。", "Please choose a reporting unit first.")
    return chosen


ChosenUnit = Annotated[Reporting | None, Depends(reporting_chosen)]
ForUnit = Annotated[Reporting, Depends(reporting_for)]
