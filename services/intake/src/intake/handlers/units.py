"""How far each unit has come."""

from collections import Counter

from plumbing.problems import Problem

from intake.domain.quota import Branch, UnitLine, branches, unit_lines
from intake.handlers.desk import Desk


def quota_board(desk: Desk, campaign_id: str) -> list[UnitLine]:
    """Every unit of the campaign with its count, withdrawn entries left out, and the state of its soft quota."""
    campaign = desk.campaign(campaign_id)
    standing = {unit: [one for one in campaign.of_unit(unit) if one.withdrawn is None] for unit in campaign.by_unit}
    counts = Counter({unit: len(entries) for unit, entries in standing.items()})
    return unit_lines(campaign.rules.units, counts)


def quota_tree(desk: Desk, campaign_id: str) -> list[Branch]:
    """The same as a tree: each unit before those below it, with the sums of its branch."""
    return branches(quota_board(desk, campaign_id))


def unit_line(desk: Desk, campaign_id: str, unit_id: str) -> UnitLine:
    """One unit. Problem 404 `unit-unknown`."""
    found = next((line for line in quota_board(desk, campaign_id) if line.unit.unit_id == unit_id), None)
    if found is None:
        raise Problem("unit-unknown", 404, "没有这个报送单位。", "There is no such unit.")
    return found
