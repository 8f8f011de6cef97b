"""What the HTTP process knows from the topics: terms, results, and its own fold of the votes."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from contracts import ContestClosed
from plumbing.problems import Problem
from plumbing.records import Position, Record

from voting.domain.contests import Contests, Terms
from voting.domain.receipts import Fate, ReceiptBook, Where, number_of
from voting.domain.sheet import Sheet
from voting.domain.tally import Applied, PartitionTally
from voting.handlers.sheets import VOTES_TOPIC, decode
from voting.handlers.terms import RESULT_TOPIC, TERMS_TOPIC, learn_result, learn_terms

Phase = Literal["soon", "open", "closed", "certified"]
TOPICS_FOLDED = (TERMS_TOPIC, RESULT_TOPIC, VOTES_TOPIC)


class Ledger:
    """Folds the three topics; answers without asking anybody. `terms_read` counts the records of contest-opened."""

    def __init__(self, partitions: int) -> None:
        self.contests = Contests()
        self.results: dict[str, ContestClosed] = {}
        self.tallies = [PartitionTally(number) for number in range(partitions)]
        self.terms_read = 0
        self.about_to_count: Callable[[int, Sheet], None] | None = None
        """Told of each sheet before it is counted, by partition."""
        self._books = [ReceiptBook(number) for number in range(partitions)]
        self._awaited: dict[Position, asyncio.Future[Applied]] = {}

    def fold(self, record: Record) -> None:
        """Takes in a record of any of the three."""
        if record.topic == TERMS_TOPIC:
            learn_terms(self.contests, record)
            self.terms_read = record.position.offset + 1
        elif record.topic == RESULT_TOPIC:
            learn_result(self.results, record)
        else:
            self._count(record)

    def _count(self, record: Record) -> None:
        partition, sheet = record.position.partition, decode(record.value)
        if sheet is not None and self.about_to_count is not None:
            self.about_to_count(partition, sheet)
        applied = self.tallies[partition].apply(record.position.offset, record.value, sheet)
        if applied is None:
            return
        self._books[partition].note(applied)
        waiter = self._awaited.pop(record.position, None)
        if waiter is not None and not waiter.done():
            waiter.set_result(applied)

    async def verdict(self, position: Position) -> Applied:
        """What the fold makes of the record there, once it has come so far. For the one who wrote it."""
        known = self._books[position.partition].at(position.offset)
        if known is not None:  # folded before its acknowledgement came
            return known
        waiter: asyncio.Future[Applied] = asyncio.get_running_loop().create_future()
        self._awaited[position] = waiter
        try:
            return await waiter
        finally:
            self._awaited.pop(position, None)

    def terms(self, contest_id: str) -> Terms:
        """The terms in force; Problem 404."""
        terms = self.contests.find(contest_id)
        if terms is None:
            raise Problem("contest-unknown", 404, "没有这个投票", "There is no such contest")
        return terms

    def phase(self, terms: Terms, now: datetime) -> Phase:
        """Where a contest stands: by its terms, and closed for good once a close mark is on any partition."""
        if terms.contest_id in self.results:
            return "certified"
        return "closed" if self.ending(terms.contest_id) else terms.phase(now)

    def ending(self, contest_id: str) -> bool:
        """Whether a close mark is on the log. It cannot be taken back, so the others follow, whatever the terms say."""
        return any(self.marked(contest_id, tally.partition) for tally in self.tallies)

    def marked(self, contest_id: str, partition: int) -> bool:
        """Whether the contest's close mark is on this partition."""
        count = self.tallies[partition].contests.get(contest_id)
        return count is not None and count.closing is not None

    def earlier(self, contest_id: str, partition: int, vote_id: str) -> str | None:
        """The receipt number of the vote that counted under this id, as far as the fold knows."""
        place = self.tallies[partition].place_of(contest_id, vote_id)
        return None if place is None else number_of(Where(partition, *place))

    def fate(self, where: Where) -> Fate | None:
        """What became of a vote; None when there is no such place."""
        if where.partition >= len(self._books):
            return None
        return self._books[where.partition].fate(where.offset, where.index)
