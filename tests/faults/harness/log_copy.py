"""The log as the harness reads it: every record once, kept in memory, folded by the recount after every run."""

from itertools import chain
from typing import Any

import orjson
from contracts.topics import ENTRY_VOTED, VOTE_PARTITIONS
from kafka import TopicPartition
from plumbing.broker import build_consumer
from plumbing.settings import ProcessSettings
from recount.audit import Recount, recount
from recount.fold import PartitionCount, Sheet
from recount.log import Head, Published, Record, VoteLog
from recount.receipts import number_of

from tests.faults.harness.verdict import Ballot

EMPTY_POLLS = 50
"""One after the other, after which records that must be there are given up: ten seconds."""


class LogCopy:
    """Blocks: to be used in a thread."""

    def __init__(self, settings: ProcessSettings) -> None:
        self._topic = settings.topic_prefix + ENTRY_VOTED.name
        self._settings = settings
        self._consumer: Any = None
        self.records: list[list[Record]] = [[] for _ in range(VOTE_PARTITIONS)]

    def read(self) -> None:
        """Everything up to the end of this moment."""
        consumer = self._consumer = self._consumer or self._opened()
        ends = {place.partition: end for place, end in consumer.end_offsets(consumer.assignment()).items()}
        empty = 0
        while any(len(self.records[number]) < end for number, end in ends.items()):
            if empty == EMPTY_POLLS:
                raise RuntimeError(f"the log cannot be read up to {ends}")
            empty = 0 if self._take(consumer.poll(timeout_ms=200)) else empty + 1

    def _take(self, polled: dict[TopicPartition, list[Any]]) -> bool:
        """Whether there was anything."""
        for raw in chain.from_iterable(polled.values()):
            self._note(Record(raw.partition, raw.offset, raw.value or b""))
        return bool(polled)

    def _opened(self) -> Any:
        consumer = build_consumer(self._settings, "faults-log-copy")
        consumer.assign([TopicPartition(self._topic, number) for number in range(VOTE_PARTITIONS)])
        for place in consumer.assignment():
            consumer.seek(place, len(self.records[place.partition]))
        return consumer

    def close(self) -> None:
        """Lets go of the connection."""
        if self._consumer is not None:
            self._consumer.close()

    def reread(self) -> list[str]:
        """Where the log, read anew from its first record, is not what was read during the runs."""
        again = LogCopy(self._settings)
        try:
            again.read()
        finally:
            again.close()
        pairs = enumerate(zip(self.records, again.records, strict=True))
        return [f"partition {number} of the log has changed" for number, (one, other) in pairs if one != other]

    def recounted(self, contest_id: str, heads: list[Head]) -> tuple[Recount, list[Ballot]]:
        """The recount from offset 0, held against these heads, and every vote of the contest in the log's order."""
        ballots: list[Ballot] = []

        def note(record: Record, part: PartitionCount, sheet: Sheet | None) -> None:
            if sheet is not None and sheet.contest_id == contest_id:
                votes = orjson.loads(record.value)["data"]["votes"]
                ballots.extend(
                    Ballot(number_of(record.partition, record.offset, index), **vote)
                    for index, vote in enumerate(votes)
                )

        ends = {number: len(lines) for number, lines in enumerate(self.records)}
        records = (record for lines in self.records for record in lines)
        log = VoteLog("the log", {"contest_id": contest_id}, None, ends, records)
        return recount(log, Published(heads=heads), [note]), ballots

    def _note(self, record: Record) -> None:
        lines = self.records[record.partition]
        if record.offset != len(lines):
            raise RuntimeError(f"offset {record.offset} of partition {record.partition} follows {len(lines) - 1}")
        lines.append(record)
