"""What a delayed board shows: the count as it was, by this process's own fold of the log.

Nothing is kept anywhere: a process that starts again folds the log, and knows the past as it did before.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from plumbing.clock import Clock

from voting.domain.contests import Terms
from voting.domain.embargo import Count
from voting.domain.past import PartitionPast, accepted_by, end_of, step_before, step_for, step_of
from voting.domain.sheet import Sheet
from voting.domain.standings import ranked, summed
from voting.domain.tally import PartitionTally


class Past:
    """The counts of the last `delay`, and somewhat more."""

    def __init__(self, tallies: Sequence[PartitionTally], clock: Clock, delay: timedelta) -> None:
        self._clock, self._delay, self._step = clock, delay, step_for(delay)
        self._partitions = [PartitionPast(tally) for tally in tallies]
        self._last: dict[str, Count] = {}

    def about_to_count(self, partition: int, sheet: Sheet) -> None:
        """To be told of every sheet before its tally counts it."""
        now = self._clock.now()
        step = step_of(accepted_by(sheet.accepted_at, now), self._step)
        oldest = step_before(now - 2 * self._delay, self._step)
        self._partitions[partition].about_to_count(sheet.contest_id, step, oldest)

    def count(self, terms: Terms, complete_at: datetime) -> Count | None:
        """The count of a delay ago, or of `complete_at` if the log is not known for longer.

        It changes once a step. None when nothing that old is known, never something younger.
        """
        then = self._clock.now() - self._delay
        number = step_before(min(then, complete_at), self._step)
        last = self._last.get(terms.contest_id)
        if last is None or last.as_of != end_of(number, self._step):
            last = self._at(terms, number) or last
        if last is None or last.as_of > then:  # after a clock was set back
            return None
        self._last[terms.contest_id] = last
        return last

    def _at(self, terms: Terms, number: int) -> Count | None:
        known = [one for one in (part.at(terms.contest_id, number) for part in self._partitions) if one is not None]
        if len(known) < len(self._partitions):
            return None
        covers, parts = zip(*known, strict=True)
        standings = ranked([one.entry_id for one in terms.entries], summed([part.counts for part in parts]))
        counted = sum(part.counted for part in parts)
        return Count(counted, tuple(standings), end_of(number, self._step), covers)
