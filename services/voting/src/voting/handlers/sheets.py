"""Sheets on the log: the public event entry-voted, written and read without a model, for speed."""

from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any

import orjson
from contracts import EntryVoted
from plumbing.identifiers import derived_id

from voting.domain.sheet import CastVote, Sheet, partition_of

VOTES_TOPIC = "entry-voted"
_VOTE_ID, _VOTER_REF, _ENTRIES = itemgetter("vote_id"), itemgetter("voter_ref"), itemgetter("entries")
_TEXT = frozenset({str})


def partition_for(contest_id: str, voter_ref: str, partitions: int) -> int:
    """Where this voter's votes in this contest meet."""
    return partition_of(derived_id, contest_id, voter_ref, partitions)


def sheet_id_of(contest_id: str, partition: int, accepted_at: str, votes: list[CastVote]) -> str:
    """Named after what is on it."""
    return derived_id("sheet", contest_id, str(partition), accepted_at, *(vote.vote_id for vote in votes))


def close_mark(contest_id: str, partition: int, at: datetime) -> Sheet:
    """The record behind which no vote of the contest counts."""
    return Sheet(contest_id, derived_id("close-mark", contest_id, str(partition)), instant(at), close_mark=True)


def instant(at: datetime) -> str:
    """A moment in UTC as the events write it."""
    return at.isoformat().replace("+00:00", "Z")


def encode(sheet: Sheet) -> bytes:
    """The record value: Event[EntryVoted] as JSON."""
    return orjson.dumps(
        {
            "specversion": "1.0", "id": sheet.sheet_id, "source": EntryVoted.source, "type": EntryVoted.type,
            "subject": sheet.contest_id, "time": sheet.accepted_at, "datacontenttype": "application/json",
            "data": {
                "contest_id": sheet.contest_id, "sheet_id": sheet.sheet_id, "accepted_at": sheet.accepted_at,
                "votes": [
                    {"vote_id": vote_id, "voter_ref": voter_ref, "entries": entries}
                    for vote_id, voter_ref, entries in zip(
                        sheet.vote_ids, sheet.voter_refs, sheet.choices, strict=True
                    )
                ],
                "close_mark": sheet.close_mark,
            },
        }
    )  # fmt: skip


def decode(value: bytes) -> Sheet | None:
    """The sheet of a record value; None for what is none, which every reader passes over alike."""
    try:
        event = orjson.loads(value)
        return _sheet(event["data"]) if event["type"] == EntryVoted.type else None
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return None


def _sheet(data: dict[str, Any]) -> Sheet:
    votes = data.get("votes", ())
    vote_ids, voter_refs, choices = list(map(_VOTE_ID, votes)), list(map(_VOTER_REF, votes)), list(map(_ENTRIES, votes))
    names = (data["contest_id"], data["sheet_id"], data["accepted_at"])
    if not _TEXT.issuperset(map(type, chain(names, vote_ids, chain.from_iterable(choices)))):
        raise TypeError("a sheet's names are texts")
    return Sheet(*names, vote_ids, voter_refs, choices, bool(data.get("close_mark", False)))
