"""The recent past of a count, worked out from the log alone.

The sheets say when their votes were accepted. So every process that folds the log knows the same past, however often it
was started. Time goes in steps: what is asked for is the count at the end of a step.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from voting.domain.tally import PartitionTally

STEPS = 120
"""The past is known as finely as a delay holds so many steps: that bounds what is kept of it."""
SHORTEST_STEP = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = -(1 << 62)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Tallied:
    """What a partition had counted of a contest."""

    counted: int
    counts: Mapping[str, int]


NOTHING = Tallied(0, {})


def step_for(delay: timedelta) -> timedelta:
    """How finely the past is known where counts are shown after this delay."""
    return max(SHORTEST_STEP, delay / STEPS)


def step_before(moment: datetime, step: timedelta) -> int:
    """The last step that has ended by then."""
    return (moment - _EPOCH) // step


def step_of(moment: datetime, step: timedelta) -> int:
    """The step at whose end something that happened then belongs to the past."""
    return -((_EPOCH - moment) // step)


def end_of(number: int, step: timedelta) -> datetime:
    """The moment at which a step ends."""
    return _EPOCH + number * step


def accepted_by(accepted_at: str, now: datetime) -> datetime:
    """When the votes of a sheet, folded `now`, were accepted. What is no moment or lies ahead makes them young."""
    try:
        said = datetime.fromisoformat(accepted_at)
    except ValueError:
        return now
    return min(said, now) if said.tzinfo is not None else now


class Trail(Generic[V]):
    """What a value was before it changed, by the step since which it had stood."""

    def __init__(self) -> None:
        self._since = _NEVER
        self._stood: deque[tuple[int, V]] = deque()

    def about_to_change(self, step: int, value: Callable[[], V], oldest: int) -> None:
        """The value is going to change in this step, or not later. Steps before `oldest` will not be asked for."""
        if step <= self._since:
            return
        self._stood.append((self._since, value()))
        self._since = step
        while len(self._stood) > 1 and self._stood[1][0] <= oldest:
            self._stood.popleft()

    def at(self, step: int, value: Callable[[], V]) -> V | None:
        """What it was at the end of the step, `value` being what it is; None when that is forgotten."""
        if step >= self._since:
            return value()
        return next((stood for since, stood in reversed(self._stood) if since <= step), None)


class PartitionPast:
    """The past of one partition. A record lies in the step of the youngest vote up to it: the past is a part of the log
    from its beginning, and holds no vote that is younger than it says."""

    def __init__(self, tally: PartitionTally) -> None:
        self._tally = tally
        self._step = _NEVER
        self._applied: Trail[int] = Trail()
        self._contests: dict[str, Trail[Tallied]] = {}

    def about_to_count(self, contest_id: str, step: int, oldest: int) -> None:
        """The tally is going to count a sheet of that contest, whose votes belong to the past from that step on."""
        self._step = max(self._step, step)
        self._applied.about_to_change(self._step, lambda: self._tally.applied, oldest)
        trail = self._contests.setdefault(contest_id, Trail())
        trail.about_to_change(self._step, lambda: self._now(contest_id), oldest)

    def at(self, contest_id: str, step: int) -> tuple[int, Tallied] | None:
        """The offset counted up to, and the count, at the end of the step; None when that is forgotten."""
        applied = self._applied.at(step, lambda: self._tally.applied)
        trail = self._contests.get(contest_id)
        tallied = trail.at(step, lambda: self._now(contest_id)) if trail is not None else NOTHING
        return None if applied is None or tallied is None else (applied, tallied)

    def _now(self, contest_id: str) -> Tallied:
        count = self._tally.contests.get(contest_id)
        return NOTHING if count is None else Tallied(count.counted, dict(count.counts))
