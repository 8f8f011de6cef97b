"""催报: the office writes to the units that are under their quota."""

from collections.abc import Sequence
from dataclasses import dataclass

from plumbing.problems import Problem

from intake.domain.letters import Letter
from intake.domain.unit_events import UnitsReminded
from intake.handlers.desk import Desk
from intake.handlers.units import quota_board

REFUSALS = {
    "unit-unknown": (404, "没有这个报送单位。", "There is no such unit."),
    "submissions-closed": (
        409,
        "现在不在征集时间内，不再催报。",
        "Submissions are not open; there is nothing to chase.",
    ),
    "reminded-today": (409, "这些单位今天都已发过提醒函。", "Each of these units was written to today already."),
    "none-under": (409, "没有未达到重点报送数的单位。", "No unit is under its quota."),
}


@dataclass(frozen=True, slots=True)
class Reminding:
    """Which units; None means all that are under. `forced` writes a second letter on the same day."""

    unit_ids: tuple[str, ...] | None = None
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The letters, and the units that were passed over because they have today's letter already."""

    letters: tuple[Letter, ...]
    passed_over: tuple[str, ...]


async def remind(desk: Desk, campaign_id: str, asked: Reminding, actor: str) -> Written:
    """Writes to units, at most once a unit and day unless forced.

    Problems: 404 `campaign-unknown`, `unit-unknown`; 409 `submissions-closed`, `reminded-today`, `none-under`.
    """
    desk.campaign(campaign_id)
    wanted = asked.unit_ids if asked.unit_ids is not None else _under(desk, campaign_id)
    if not wanted:
        raise _refused("none-under")
    verdict = await desk.log.append(UnitsReminded(campaign_id, wanted, asked.forced, actor, desk.clock.now()))
    if verdict.answer == "refused":
        raise _refused(verdict.code)
    written = {letter.unit_id for letter in verdict.letters}
    return Written(verdict.letters, tuple(one for one in dict.fromkeys(wanted) if one not in written))


def letters_to(desk: Desk, campaign_id: str, unit_id: str) -> Sequence[Letter]:
    """The letters to a unit, the latest first."""
    return desk.campaign(campaign_id).letters_to(unit_id)


def letter_of(desk: Desk, campaign_id: str, unit_id: str, number: int) -> Letter:
    """One letter to a unit. Problem 404 `letter-unknown`."""
    found = next((one for one in letters_to(desk, campaign_id, unit_id) if one.number == number), None)
    if found is None:
        raise Problem("letter-unknown", 404, "没有这份提醒函。", "There is no such letter.")
    return found


def _under(desk: Desk, campaign_id: str) -> tuple[str, ...]:
    return tuple(line.unit.unit_id for line in quota_board(desk, campaign_id) if line.state == "under")


def _refused(code: str) -> Problem:
    status, zh, en = REFUSALS[code]
    return Problem(code, status, zh, en)
