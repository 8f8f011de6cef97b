"""Voters: each signs in by one-time code, takes a voter token and votes; the same voter chooses the same for ever."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deploy.local.rehearsal.citizens import citizen_phone
from deploy.local.rehearsal.client import Call, Client
from deploy.local.rehearsal.desk import Desk

FAVOURITES = 6


@dataclass(frozen=True, slots=True)
class Ballot:
    """The open contest, as a voter sees it."""

    campaign: str
    contest: str
    entries: tuple[str, ...]
    choices_max: int


def choices(ballot: Ballot, voter: int) -> tuple[str, ...]:
    """One to `choices_max` entries; every third voter prefers the first few, so that the counts differ."""
    amount = 1 + voter % ballot.choices_max
    room = FAVOURITES if voter % 3 == 0 else len(ballot.entries)
    first, pace = (voter * 7 + voter // 20) % room, 1 + voter % 2
    places = dict.fromkeys((first + turn * pace) % len(ballot.entries) for turn in range(amount))
    return tuple(ballot.entries[place] for place in places)


def owed(ballot: Ballot, voters: Iterable[int]) -> dict[str, int]:
    """The exact count that these voters must give, entries without a vote left out."""
    return dict(Counter(entry for voter in voters for entry in choices(ballot, voter)))


class Crowd:
    """Casts votes for one contest. A voter's token is minted once and kept, so a retry is the same vote."""

    def __init__(self, client: Client, desk: Desk, ballot: Ballot) -> None:
        self._client, self._desk, self._ballot = client, desk, ballot
        self._tokens: dict[int, str] = {}

    async def cast(self, voter: int, entries: Sequence[str] | None = None) -> int:
        """Votes and returns the status: 202 accepted, or 409 when this voter's vote is already in."""
        token = self._tokens.get(voter) or await self._voter_token(voter)
        body = {"entries": list(entries or choices(self._ballot, voter))}
        call = Call(token=token, json=body, allow=frozenset({200, 202, 409}))
        answer = await self._client.ask("POST", f"/api/v1/contests/{self._ballot.contest}/votes", call)
        if answer.status_code == 409 and answer.json().get("code") != "already-voted":
            raise AssertionError(f"vote refused: {answer.text[:200]}")
        return answer.status_code

    async def _voter_token(self, voter: int) -> str:
        session = await self._desk.citizen(citizen_phone(self._ballot.campaign, voter))
        path = f"/api/v1/contests/{self._ballot.contest}/voter-tokens"
        self._tokens[voter] = (await self._client.post(path, None, session))["token"]
        return self._tokens[voter]
