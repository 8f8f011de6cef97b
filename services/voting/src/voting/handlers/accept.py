"""Accepting a vote: what it must be before it comes onto a sheet."""

from collections.abc import Sequence

from plumbing.clock import Clock
from plumbing.identifiers import derived_id
from plumbing.problems import Problem

from voting.domain.choices import checked
from voting.domain.contests import Terms
from voting.domain.sheet import CastVote
from voting.handlers.ledger import Ledger
from voting.handlers.refusals import already_voted, contest_closed, unfit
from voting.handlers.sheet_desk import Respond, SheetDesk, awaited
from voting.handlers.sheets import partition_for
from voting.handlers.signing import Receipt


class Acceptor:
    """Checks a vote against what the fold knows, and hands it to the desk."""

    def __init__(self, ledger: Ledger, desk: SheetDesk, clock: Clock) -> None:
        self._ledger, self._desk, self._clock = ledger, desk, clock

    def take(self, contest_id: str, voter_ref: str, entries: Sequence[object], respond: Respond) -> None:
        """`respond` is told the receipt, or the Problem. Raises what is known at once.

        Problems: 404, 409 `contest-not-open`, `contest-closed`, `already-voted`, 422, 503.
        """
        partition, vote = self._fit(contest_id, voter_ref, entries)
        self._desk.take((contest_id, partition), vote, respond)

    def check(self, contest_id: str, voter_ref: str, entries: Sequence[object]) -> None:
        """Casts nothing; raises what `take` would raise at once."""
        self._fit(contest_id, voter_ref, entries)

    async def cast(self, contest_id: str, voter_ref: str, entries: Sequence[object]) -> Receipt:
        """The receipt; raises every Problem."""
        return await awaited(lambda respond: self.take(contest_id, voter_ref, entries, respond))

    def voted(self, contest_id: str, voter_ref: str) -> str | None:
        """The receipt number of this voter's counted vote of the present period: a courtesy, not the verdict."""
        vote_id = vote_id_of(self._ledger.terms(contest_id), voter_ref, self._clock)
        partition = partition_for(contest_id, voter_ref, len(self._ledger.tallies))
        return self._ledger.earlier(contest_id, partition, vote_id)

    def _fit(self, contest_id: str, voter_ref: str, entries: Sequence[object]) -> tuple[int, CastVote]:
        terms = self._ledger.terms(contest_id)
        partition = partition_for(contest_id, voter_ref, len(self._ledger.tallies))
        self._must_be_open(terms)
        choices = checked(terms, entries)
        if choices is None:
            raise unfit(terms, entries)
        vote_id = vote_id_of(terms, voter_ref, self._clock)
        earlier = self._ledger.earlier(contest_id, partition, vote_id)
        if earlier is not None:
            raise already_voted(earlier)
        return partition, CastVote(vote_id, voter_ref, choices)

    def _must_be_open(self, terms: Terms) -> None:
        phase = self._ledger.phase(terms, self._clock.now())
        if phase == "soon":
            raise Problem("contest-not-open", 409, "投票尚未开始", "The vote has not begun")
        if phase != "open":
            raise contest_closed()


def vote_id_of(terms: Terms, voter_ref: str, clock: Clock) -> str:
    """The same for every try of a voter within the period."""
    return derived_id("vote", terms.contest_id, terms.period_key(clock.now()), voter_ref)
