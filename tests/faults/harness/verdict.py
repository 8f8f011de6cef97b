"""What was acknowledged against what counts: sets, and nothing of the service."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from tests.faults.harness.crowd import Voter

SHOWN = 10
"""So many lines of a kind are told."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as it is on the log."""

    no: str
    vote_id: str
    voter_ref: str
    entries: list[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """Votes that a count lacks, and votes that it has too many."""

    lost: int
    doubled: int


def first_by_vote_id(ballots: Iterable[Ballot]) -> dict[str, Ballot]:
    """The rule: of equal vote ids the first in the log counts."""
    found: dict[str, Ballot] = {}
    for ballot in ballots:
        found.setdefault(ballot.vote_id, ballot)
    return found


def truth(voters: Iterable[Voter]) -> Counter[str]:
    """Votes by entry, of those who were told that their vote counts."""
    return Counter(voter.entry for voter in voters if voter.told)


def difference(right: Mapping[str, int], shown: Mapping[str, int]) -> Difference:
    """Of two counts by entry. Each voter names one entry."""
    gaps = [shown.get(entry, 0) - right.get(entry, 0) for entry in {*right, *shown}]
    return Difference(sum(-gap for gap in gaps if gap < 0), sum(gap for gap in gaps if gap > 0))


def by_sets(voters: Sequence[Voter], counted: Iterable[Ballot]) -> Difference:
    """Acknowledged voters without a vote that counts; votes that count beside another one of the same voter."""
    votes = Counter(ballot.voter_ref for ballot in counted)
    lost = sum(1 for voter in voters if voter.told and not votes[voter.ref])
    return Difference(lost, sum(number - 1 for number in votes.values() if number > 1))


def wrong_votes(voters: Sequence[Voter], counted: Sequence[Ballot]) -> list[str]:
    """Everything in which the acknowledged set and the counted set differ, or a number names another vote."""
    of_voter = {ballot.voter_ref: ballot for ballot in counted}
    came = {voter.ref for voter in voters}
    found = [f"{voter.ref[:8]} never got to know" for voter in voters if not voter.told]
    found += [f"a vote of {ref[:8]}, who never came, counts" for ref in of_voter.keys() - came]
    found += chain.from_iterable(_wrong_answers(voter, of_voter.get(voter.ref)) for voter in voters)
    twice = by_sets(voters, counted).doubled
    return [*some(found), *([f"{twice} votes count beside another one of their voter"] if twice else [])]


def _wrong_answers(voter: Voter, ballot: Ballot | None) -> list[str]:
    who = voter.ref[:8]
    if ballot is None:
        return [f"{who} was told {told.no}, and no vote of his counts" for told in voter.told]
    found = [f"{who} was told {told.no}, and {ballot.no} counts" for told in voter.told if told.no != ballot.no]
    if ballot.entries != [voter.entry]:
        found.append(f"{who} chose {voter.entry}, and {ballot.entries} counts")
    return found


def some(lines: Sequence[str]) -> list[str]:
    """The first lines, and how many more there are."""
    return [*lines[:SHOWN], *([f"and {len(lines) - SHOWN} more like these"] if len(lines) > SHOWN else [])]


def longest_gap(acknowledged: Iterable[float], since: float) -> float:
    """The longest time without an acknowledgement from the last one before `since` on."""
    moments = sorted(acknowledged)
    before = [at for at in moments if at <= since][-1:]
    after = before + [at for at in moments if at > since]
    return max((later - earlier for earlier, later in pairwise(after)), default=float("inf"))


def resumed(acknowledged: Iterable[float], opened: Iterable[float]) -> float | None:
    """The longest time from an opening of the broker's port to the next acknowledgement; None without an opening."""
    moments = sorted(acknowledged)
    waits = [next((at - port for at in moments if at > port), float("inf")) for port in opened]
    return max(waits, default=None)
