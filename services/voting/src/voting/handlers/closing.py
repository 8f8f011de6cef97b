"""The end of a contest: a close mark in every partition, then the certified result from the count up to the marks."""

from collections.abc import Awaitable, Callable

from contracts import CONTENT_TYPE, ContestClosed, EntryResult, Event, PartitionResult, WithdrawnResult
from plumbing.clock import Clock
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing

from voting.domain.contests import Terms
from voting.domain.result import Certified, certified
from voting.handlers.ledger import Ledger
from voting.handlers.sheets import VOTES_TOPIC, close_mark, encode
from voting.handlers.terms import RESULT_TOPIC

Publish = Callable[[Outgoing], Awaitable[None]]
"""Returns once the broker has acknowledged the record."""


TermsEnd = Callable[[], Awaitable[int | None]]
"""How many records contest-opened holds at this moment; None while the broker cannot be asked."""


class Closer:
    """Ends what is due. Whatever it repeats after a crash changes nothing: the first mark and the first result hold."""

    def __init__(self, ledger: Ledger, publish: Publish, clock: Clock, terms_end: TermsEnd) -> None:
        self._ledger, self._publish, self._clock, self._terms_end = ledger, publish, clock, terms_end
        self._sent: set[tuple[str, int]] = set()

    async def look(self) -> None:
        """One look at every contest whose time is over and whose result is not out."""
        for terms in self._ledger.contests.all():
            if terms.contest_id not in self._ledger.results and await self._is_over(terms.contest_id):
                await self._end(self._ledger.terms(terms.contest_id))

    async def _is_over(self, contest_id: str) -> bool:
        """Whether the time is over by every revision that was on the topic when it was; or the marking has begun.

        A process that was held up sees the time pass before it sees the extension that came meanwhile.
        """
        if self._ledger.ending(contest_id) or any(name == contest_id for name, _ in self._sent):
            return True
        if not self._is_due(contest_id):
            return False
        end = await self._terms_end()
        return end is not None and self._ledger.terms_read >= end and self._is_due(contest_id)

    def _is_due(self, contest_id: str) -> bool:
        return self._ledger.terms(contest_id).phase(self._clock.now()) == "closed"

    async def _end(self, terms: Terms) -> None:
        for tally in self._ledger.tallies:
            await self._mark(terms.contest_id, tally.partition)
        candidates = [entry.entry_id for entry in terms.entries]
        result = certified(terms.contest_id, candidates, self._ledger.tallies, terms.gone)
        if result is not None and (terms.contest_id, -1) not in self._sent:
            await self._publish(to_topic(terms.campaign_id, result))
            self._sent.add((terms.contest_id, -1))

    async def _mark(self, contest_id: str, partition: int) -> None:
        if self._ledger.marked(contest_id, partition) or (contest_id, partition) in self._sent:
            return
        mark = encode(close_mark(contest_id, partition, self._clock.now()))
        await self._publish(Outgoing(VOTES_TOPIC, contest_id, mark, partition, CONTENT_TYPE))
        self._sent.add((contest_id, partition))


def to_topic(campaign_id: str, result: Certified) -> Outgoing:
    """The public event of a certified result."""
    data = ContestClosed.model_validate(
        {
            "campaign_id": campaign_id,
            "contest_id": result.contest_id,
            "closed_at": result.closed_at,
            "counted": result.counted,
            "refused": result.refused,
            "results": tuple(EntryResult(entry_id=s.entry_id, votes=s.votes, rank=s.rank) for s in result.standings),
            "withdrawn": tuple(WithdrawnResult(entry_id=s.entry_id, votes=s.votes) for s in result.withdrawn),
            "partitions": tuple(
                PartitionResult(
                    partition=partition, close_offset=closing.offset, counted=closing.counted,
                    refused=closing.refused, head=closing.head,
                )
                for partition, closing in result.closings
            ),
        }
    )  # fmt: skip
    event = Event[ContestClosed].of(data, id=derived_id(data.type, result.contest_id), time=data.closed_at)
    return Outgoing(RESULT_TOPIC, campaign_id, event.to_bytes(), content_type=CONTENT_TYPE)
