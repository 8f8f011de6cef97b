"""Answers the pages from the fold of the HTTP process, and casts by the same acceptor as the API."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from contracts import ContestClosed
from plumbing.clock import Clock
from plumbing.tokens import Session

from voting.domain.contests import Terms
from voting.domain.receipts import Fate, Where, place_of
from voting.domain.tally import PartitionTally
from voting.entrypoints.pages_views import ContestView, EntryLine, ReceiptView, ResultView
from voting.entrypoints.pages_watch import RateWatch
from voting.handlers.accept import Acceptor, SheetDesk
from voting.handlers.ledger import Ledger
from voting.handlers.voter_tokens import VoterTokens


@dataclass(slots=True)
class FoldedPages:
    """What of the pages the fold alone can answer."""

    ledger: Ledger
    acceptor: Acceptor
    desk: SheetDesk
    tokens: VoterTokens
    clock: Clock
    watch: RateWatch = field(default_factory=RateWatch)

    def now(self) -> datetime:
        """The clock of the service."""
        return self.clock.now()

    def contests(self) -> list[ContestView]:
        """Every contest."""
        return [self._view(terms) for terms in self.ledger.contests.all()]

    def contest(self, contest_id: str) -> ContestView:
        """One contest; Problem 404."""
        return self._view(self.ledger.terms(contest_id))

    def entries(self, contest_id: str) -> list[EntryLine]:
        """What may be voted for."""
        return [EntryLine(one.entry_id, one.phrase, one.explanation) for one in self.ledger.terms(contest_id).entries]

    def voted(self, contest_id: str, citizen: Session) -> str | None:
        """The receipt number of this citizen's counted vote."""
        return self.acceptor.voted(contest_id, self.tokens.voter_ref(contest_id, citizen.subject))

    async def cast(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> str:
        """The number of the receipt. The citizen's session stands for the voter token that it would be given."""
        voter_ref = self.tokens.voter_ref(contest_id, citizen.subject)
        return (await self.acceptor.cast(contest_id, voter_ref, entries)).no

    def result(self, contest_id: str) -> ResultView | None:
        """What the certified result rests on."""
        result = self.ledger.results.get(contest_id)
        return None if result is None else _result(result)

    def receipt(self, number: str) -> ReceiptView | None:
        """Where the vote lies and what became of it."""
        where = place_of(number)
        fate = self.ledger.fate(where) if where is not None else None
        if where is None or fate is None:
            return None
        terms = self.ledger.contests.find(fate.contest_id)
        return _receipt(number.strip().upper(), where, fate, self.ledger.tallies[where.partition], terms)

    def queue(self) -> int:
        """Votes taken and not yet acknowledged."""
        return self.desk.waiting

    def _view(self, terms: Terms) -> ContestView:
        certified = terms.contest_id in self.ledger.results
        return ContestView(
            contest_id=terms.contest_id,
            title=terms.title,
            phase="certified" if certified else terms.phase(self.clock.now()),
            opens_at=terms.opens_at,
            closes_at=terms.closes_at,
            choices_min=terms.choices_min,
            choices_max=terms.choices_max,
            embargo=terms.embargo,
            entries=len(terms.entries),
        )


def _result(result: ContestClosed) -> ResultView:
    rows = [
        [str(one.partition), f"{one.counted:,}", f"{one.refused:,}", f"{one.close_offset:,}", one.head]
        for one in result.partitions
    ]
    return ResultView(result.closed_at, result.counted, result.refused, rows)


def _receipt(number: str, where: Where, fate: Fate, tally: PartitionTally, terms: Terms | None) -> ReceiptView:
    return ReceiptView(
        number=number,
        title=terms.title if terms else "",
        contest_id=fate.contest_id,
        state=fate.state,
        partition=where.partition,
        offset=where.offset,
        index=where.index,
        applied=tally.applied if tally.applied >= 0 else None,
        head=tally.head if tally.applied >= 0 else "",
        reason=fate.reason,
    )
