"""A log of a million votes, made in seconds: what each entry must get is known from how it is made."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from random import Random

from recount.log import Json, Record, VoteLog

PARTITIONS, SHEETS = 4, 1000
VOTES = 250
"""Votes on a sheet; the last of every tenth sheet repeats one of the sheet before."""
ENTRIES = [f"{number:032x}" for number in range(20)]
_HEAD = (
    '{"specversion":"1.0","id":"%s","source":"/services/voting","type":"cn.zhengji.entry.voted.v1","subject":"k",'
    '"time":"2026-06-10T04:00:00Z","datacontenttype":"application/json","data":{"contest_id":"k","sheet_id":"%s",'
    '"accepted_at":"2026-06-10T04:00:00Z","votes":[%s],"close_mark":%s}}'
)


@dataclass(slots=True)
class Million:
    """The log, and what a recount of it must find."""

    seed: int = 1
    counted: Counter[int] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)
    heads: dict[int, bytes] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        random = Random(self.seed)
        for partition in range(PARTITIONS):
            self.heads[partition] = bytes(32)
            before: list[str] = []
            for offset in range(SHEETS):
                before = self._sheet(random, partition, offset, before)
            self._put(partition, SHEETS, [], "true")

    def _sheet(self, random: Random, partition: int, offset: int, before: list[str]) -> list[str]:
        names = random.randbytes(32 * VOTES).hex()
        choices = random.choices(ENTRIES, k=2 * VOTES)
        votes = [
            f'{{"vote_id":"{names[at : at + 32]}","voter_ref":"{names[at + 32 : at + 64]}",'
            f'"entries":["{choices[at // 32]}","{choices[at // 32 + 1]}"]}}'
            for at in range(0, len(names), 64)
        ]
        repeats = offset % 10 == 9
        if repeats:
            votes[-1] = before[0]
        self.counted[partition] += VOTES - repeats
        self.votes.update(choices[: 2 * (VOTES - repeats)])
        self._put(partition, offset, votes, "false")
        return votes

    def _put(self, partition: int, offset: int, votes: list[str], mark: str) -> None:
        name = f"{partition}-{offset}"
        value = (_HEAD % (name, name, ",".join(votes), mark)).encode()
        self.heads[partition] = blake2b(
            self.heads[partition] + offset.to_bytes(8, "big") + value, digest_size=32
        ).digest()
        self.records.append(Record(partition, offset, value))

    def opened(self) -> VoteLog:
        """As a recount reads it."""
        terms = {
            "contest_id": "k", "campaign_id": "c", "embargo": "live",
            "entries": [{"entry_id": entry} for entry in ENTRIES],
        }  # fmt: skip
        ends = dict.fromkeys(range(PARTITIONS), SHEETS + 1)
        return VoteLog("contest-closed", terms, self.result(), ends, iter(self.records))

    def result(self) -> Json:
        """The certified result."""
        offered = SHEETS * VOTES
        parts = [
            {
                "partition": number, "close_offset": SHEETS, "counted": self.counted[number],
                "refused": offered - self.counted[number], "head": self.heads[number].hex(),
            }
            for number in range(PARTITIONS)
        ]  # fmt: skip
        results = [
            {"entry_id": entry, "votes": votes, "rank": 1 + sum(more > votes for more in self.votes.values())}
            for entry, votes in self.votes.items()
        ]
        return {
            "contest_id": "k", "campaign_id": "c", "counted": self.counted.total(),
            "refused": offered * PARTITIONS - self.counted.total(), "results": results, "partitions": parts,
        }  # fmt: skip
