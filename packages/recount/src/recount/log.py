"""A log of votes: its records, and what was published about the contest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = dict[str, Any]
HEAD: dict[str, type] = {"partition": int, "applied": int, "head": str}
PART: dict[str, type] = {"partition": int, "close_offset": int, "counted": int, "refused": int, "head": str}
ENTRY: dict[str, type] = {"entry_id": str, "votes": int, "rank": int}
WITHDRAWN: dict[str, type] = {"entry_id": str, "votes": int}
RESULT: dict[str, type] = {"contest_id": str, "counted": int, "refused": int, "results": list, "partitions": list}


def fits(said: Any, shape: dict[str, type]) -> bool:
    """Whether a JSON value is an object that has these fields, each of its kind."""
    return isinstance(said, dict) and all(isinstance(said.get(name), kind) for name, kind in shape.items())


def is_result(said: Any) -> bool:
    """Whether a JSON value is the `data` of a contest-closed."""
    return (
        fits(said, RESULT)
        and all(fits(one, PART) for one in said["partitions"])
        and all(fits(one, ENTRY) for one in said["results"])
        and all(fits(one, WITHDRAWN) for one in said.get("withdrawn", ()))
    )


class NothingToCountError(Exception):
    """There is no log, or it cannot be read; the message says why, in both languages."""


class Record(NamedTuple):
    """A record of one partition. `head` is the chain head that the file states for it; Kafka states none."""

    partition: int
    offset: int
    value: bytes
    head: str | None = None


class Head(NamedTuple):
    """A chain head that was published: where, what, and by whom."""

    partition: int
    offset: int
    head: str
    source: str


@dataclass(slots=True)
class Published:
    """What the log is held against: certified results (the `data` of contest-closed) with their source, and heads."""

    results: list[tuple[str, Json]] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    def take(self, source: str, contest_id: str, said: Any) -> None:
        """Sorts in a document: a head, a result of the contest or its event, or a list of them. Others are left out."""
        if isinstance(said, list):
            for one in said:
                self.take(source, contest_id, one)
        elif fits(said, HEAD):
            self.heads.append(Head(said["partition"], said["applied"], said["head"], source))
        elif fits(said, {"data": dict}):
            self.take(source, contest_id, said["data"])
        elif is_result(said) and said["contest_id"] == contest_id:
            self.results.append((source, said))
            parts = said["partitions"]
            self.heads += [Head(one["partition"], one["close_offset"], one["head"], source) for one in parts]


@dataclass(frozen=True, slots=True)
class VoteLog:
    """`terms` and `result` are the `data` of contest-opened and contest-closed; `source` is where the result is from.

    `ends` has each partition's end, and `is_whole` says that there was no more of it. `withheld` names the contests
    whose running count may not be told yet.
    """

    source: str
    terms: Json
    result: Json | None
    ends: dict[int, int]
    records: Iterator[Record]
    withheld: frozenset[str] = frozenset()
    heads: tuple[Head, ...] = ()
    is_whole: bool = True

    @property
    def contest_id(self) -> str:
        """The contest that is counted."""
        return str(self.terms["contest_id"])

    def closes_at(self, partition: int) -> int:
        """The offset up to which the certified result reaches; a running contest reaches to the end of the log."""
        parts = self.result["partitions"] if self.result else []
        found = [int(part["close_offset"]) for part in parts if part["partition"] == partition]
        return found[0] if found else self.ends[partition] - 1
