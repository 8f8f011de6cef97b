"""单位报送情况: how far every unit has come with what is asked of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from fastapi import APIRouter, Request, Response

from intake.domain.quota import QuotaState, UnitLine
from intake.entrypoints.choosing import AtWork
from intake.entrypoints.guards import Office, pages_of
from intake.entrypoints.words import GROUPS, QUOTAS, Words
from intake.handlers.units import quota_board

router = APIRouter(include_in_schema=False)
Order = Literal["group", "state", "entries"]
STATES: tuple[QuotaState, ...] = ("under", "within", "over", "open")


@dataclass(frozen=True, slots=True)
class Section:
    """Units that stand together, with their sum."""

    title: Words
    lines: list[UnitLine]

    @property
    def entries(self) -> int:
        """All entries of the section."""
        return sum(line.entries for line in self.lines)


@router.get("/office/units")
async def units(request: Request, _session: Office, work: AtWork, by: Order = "group") -> Response:
    """Every unit, in groups, by state, or those with the most entries first."""
    lines = quota_board(work.desk, work.campaign.campaign_id)
    states = [line.state for line in lines]
    return pages_of(request).render(
        request,
        "office_units.html",
        work=work,
        by=by,
        sections=_SECTIONS[by](lines),
        total=sum(line.entries for line in lines),
        reporting=sum(line.entries > 0 for line in lines),
        counts={state: states.count(state) for state in STATES},
        units=len(lines),
        quota_words=QUOTAS,
    )


def by_group(lines: Iterable[UnitLine]) -> list[Section]:
    """In the groups and the order of the rules."""
    return [
        Section(GROUPS.get(group, (group, group)), list(found))
        for group, found in groupby(lines, key=lambda line: line.unit.group)
    ]


def by_state(lines: Iterable[UnitLine]) -> list[Section]:
    """Those that are short of their quota first, the emptiest at the top."""
    known = sorted(lines, key=lambda line: line.entries)
    sections = [Section(QUOTAS[state], [line for line in known if line.state == state]) for state in STATES]
    return [section for section in sections if section.lines]


def by_entries(lines: Iterable[UnitLine]) -> list[Section]:
    """The unit with the most entries first."""
    return [Section(("按件数", "By number of entries"), sorted(lines, key=lambda line: -line.entries))]


_SECTIONS: dict[Order, Callable[[Iterable[UnitLine]], list[Section]]] = {
    "group": by_group,
    "state": by_state,
    "entries": by_entries,
}
