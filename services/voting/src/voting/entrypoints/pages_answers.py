"""What the pages ask for, answered from the parts of this process."""

from collections.abc import Sequence
from datetime import datetime

from plumbing.problems import Problem
from plumbing.tokens import Session

from voting.bootstrap import HttpParts
from voting.domain.contests import Terms
from voting.domain.embargo import total_is_open
from voting.entrypoints.pages_notices import notices_of
from voting.entrypoints.pages_views import BoardRow, BoardView, ContestView, EntryLine, ReceiptView, ResultView
from voting.entrypoints.pages_wall import PartitionSeen
from voting.entrypoints.pages_watch import RateWatch
from voting.entrypoints.views import receipt_answer, standings_answer
from voting.handlers.pictures import Picture
from voting.handlers.signing import Receipt


class PagesAnswers:
    """The pages' source over the running service."""

    def __init__(self, parts: HttpParts) -> None:
        self._parts = parts
        self.watch = RateWatch()

    def now(self) -> datetime:
        """The clock of the service."""
        return self._parts.clock.now()

    def contests(self) -> list[ContestView]:
        """Every contest."""
        return [self._view(terms) for terms in self._parts.ledger.contests.all()]

    def contest(self, contest_id: str) -> ContestView:
        """One contest; Problem 404 when there is none."""
        return self._view(self._parts.ledger.terms(contest_id))

    def entries(self, contest_id: str) -> list[EntryLine]:
        """What may be voted for."""
        entries = self._parts.ledger.terms(contest_id).entries
        return [EntryLine(e.entry_id, e.phrase, e.explanation, e.withdrawn_at is not None) for e in entries]

    def voted(self, contest_id: str, citizen: Session) -> str | None:
        """The receipt number of this citizen's counted vote of the present period."""
        voter_ref = self._parts.tokens.voter_ref(contest_id, citizen.subject)
        return self._parts.acceptor.voted(contest_id, voter_ref)

    def check(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> None:
        """Asks the acceptor of the API whether this could be cast."""
        self._parts.acceptor.check(contest_id, self._parts.tokens.voter_ref(contest_id, citizen.subject), entries)

    async def cast(self, contest_id: str, citizen: Session, entries: Sequence[str]) -> Receipt:
        """Casts by the acceptor of the API; the signed receipt. The session stands for the voter token."""
        voter_ref = self._parts.tokens.voter_ref(contest_id, citizen.subject)
        return await self._parts.acceptor.cast(contest_id, voter_ref, entries)

    async def board(self, contest_id: str) -> BoardView | None:
        """What the embargo gate lets through; the certified figures once there are any; None for nothing at all."""
        phrases = {one.entry_id: one.phrase for one in self._parts.ledger.terms(contest_id).entries}
        try:
            seen = standings_answer(self._parts, contest_id)
        except Problem:
            return None
        if not seen.standings:
            return None
        rows = [BoardRow(r.entry_id, phrases.get(r.entry_id, r.entry_id), r.rank, r.votes) for r in seen.standings]
        gone = [BoardRow(r.entry_id, phrases.get(r.entry_id, r.entry_id), None, r.votes) for r in seen.withdrawn]
        return BoardView(seen.counted, seen.top, seen.as_of, seen.age_seconds, rows, gone)

    def result(self, contest_id: str) -> ResultView | None:
        """What the certified result rests on, once it is there."""
        found = self._parts.board.certified(contest_id)
        if found is None:
            return None
        rows = [
            [str(one.partition), f"{one.counted:,}", f"{one.refused:,}", f"{one.close_offset:,}", one.head]
            for one in found.partitions
        ]
        return ResultView(found.closed_at, found.counted, found.refused, rows)

    def receipt(self, number: str) -> ReceiptView | None:
        """Where a vote lies and what became of it; None when the number is none of ours."""
        try:
            found = receipt_answer(self._parts, number)
        except Problem:
            return None
        terms = self._parts.ledger.contests.find(found.contest_id or "")
        return ReceiptView(
            number=found.no, title=terms.title if terms else "", contest_id=found.contest_id or "",
            state=found.state, partition=found.partition, offset=found.offset, index=found.index,
            applied=found.applied, head=found.head, reason=found.reason or "",
            counted_as=found.counted_as or "",
        )  # fmt: skip

    async def partitions(self) -> list[PartitionSeen]:
        """Every partition that has a picture. Where its log ends is what this process has folded itself."""
        return [self._seen(picture) for picture in self._parts.board.pictures()]

    def queue(self) -> int:
        """Votes taken by this process and not yet acknowledged by the broker."""
        return self._parts.desk.waiting

    def _seen(self, picture: Picture) -> PartitionSeen:
        now, end = self.now(), self._parts.ledger.tallies[picture.partition].applied + 1
        return PartitionSeen(
            partition=picture.partition, counted=picture.counted, told=self._told(picture),
            refused=picture.refused, applied=picture.applied, end=max(end, picture.applied + 1), head=picture.head,
            tally_age=max(0.0, (now - picture.as_of).total_seconds()),
            picture_age=max(0.0, (now - picture.taken_at).total_seconds()),
        )  # fmt: skip

    def _told(self, picture: Picture) -> int:
        """The votes of the contests whose total may be known now."""
        ledger = self._parts.ledger
        terms = {one.contest_id: one for one in ledger.contests.all()}
        return sum(
            part.counted
            for name, part in picture.contests.items()
            if name in terms and total_is_open(terms[name].embargo, certified=name in ledger.results)
        )

    def _view(self, terms: Terms) -> ContestView:
        return ContestView(
            contest_id=terms.contest_id, title=terms.title, opens_at=terms.opens_at, closes_at=terms.closes_at,
            phase=self._parts.ledger.phase(terms, self.now()),
            choices_min=terms.choices_min, choices_max=terms.choices_max, embargo=terms.embargo,
            entries=len(terms.names), notices=notices_of(terms),
        )  # fmt: skip
