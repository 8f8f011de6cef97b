"""Logs of votes as the voting service writes them, and certified as it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from contracts import ContestClosed, Event
from recount.audit import recount
from recount.log import Json, Published, Record, VoteLog
from recount.log_file import Export, open_file
from recount.published import kept_of, published_of
from voting.domain.result import certified
from voting.domain.sheet import CastVote, Sheet
from voting.domain.tally import PartitionTally
from voting.handlers.closing import to_topic
from voting.handlers.sheets import close_mark, decode, encode, instant

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
CONTEST = "k"
ENTRIES = ("e0", "e1", "e2")
TERMS: Json = {
    "contest_id": CONTEST, "campaign_id": "c", "revision": 1, "title": "示例投票", "embargo": "live",
    "entries": [{"entry_id": entry, "phrase": "示例作品"} for entry in ENTRIES],
}  # fmt: skip


def sheet(name: str, votes: Iterable[tuple[str, Sequence[str]]], contest: str = CONTEST) -> bytes:
    """A sheet as accept writes it."""
    cast = tuple(CastVote(vote, f"voter of {vote}", tuple(entries)) for vote, entries in votes)
    return encode(Sheet.of(contest, name, instant(NOW), cast))


@dataclass(slots=True)
class Log:
    """The values of each partition, closed and certified."""

    partitions: list[list[bytes]]
    terms: Json = field(default_factory=lambda: dict(TERMS))
    withheld: frozenset[str] = frozenset()

    def tallies(self) -> list[PartitionTally]:
        """What the voting service counts."""
        tallies = [PartitionTally(number) for number in range(len(self.partitions))]
        for tally, values in zip(tallies, self.partitions, strict=True):
            for offset, value in enumerate(values):
                tally.apply(offset, value, decode(value))
        return tallies

    def close(self) -> "Log":
        """Puts the close mark on every partition."""
        for number, values in enumerate(self.partitions):
            values.append(encode(close_mark(CONTEST, number, NOW)))
        return self

    def result(self) -> Json | None:
        """What the voting service certifies."""
        found = certified(CONTEST, ENTRIES, self.tallies())
        if found is None:
            return None
        data = Event[ContestClosed].from_bytes(to_topic("c", found).value).data
        said: Json = orjson.loads(data.model_dump_json())
        return said

    def opened(self) -> VoteLog:
        """As a recount reads it."""
        records = (
            Record(number, offset, value)
            for number, values in enumerate(self.partitions)
            for offset, value in enumerate(values)
        )
        ends = {number: len(values) for number, values in enumerate(self.partitions)}
        return VoteLog("contest-closed", self.terms, self.result(), ends, records, self.withheld)

    def export(self, path: Path, published: Published | None = None) -> Path:
        """Exports it, as it is counted."""
        log = self.opened()
        told = published or published_of(log)
        export = Export(path, log, told)
        recount(log, told, [export.note])
        export.finish()
        return path


def small_log() -> Log:
    """Two partitions of ten sheets with three votes, one of them repeated; closed."""
    partitions = [
        [
            sheet(f"s{number}-{at}", [(f"v{number}-{at}-{vote}", [ENTRIES[vote]]) for vote in range(3)])
            for at in range(10)
        ]
        for number in range(2)
    ]
    partitions[0].append(sheet("again", [("v0-3-1", ["e2"])]))
    return Log(partitions).close()


def lines_of(path: Path) -> list[Any]:
    """The lines of an export that is not compressed."""
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def rewrite(path: Path, lines: Iterable[Any]) -> Path:
    """Puts other lines into an export."""
    path.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    return path


def differences(path: Path, kept: Sequence[Path] = ()) -> list[tuple[str, int | None, int | None]]:
    """What a recount of the file finds: name, partition, offset."""
    log = open_file(path)
    found = recount(log, published_of(log, kept_of(CONTEST, None, list(kept))))
    return [(one.code, one.partition, one.offset) for one in found.differences]
