"""Reading a topic, mostly entry-voted, by place, with kafka-python and assignment by hand, on a thread of its own."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kafka import TopicPartition
from plumbing.broker import KafkaError, build_consumer
from plumbing.settings import ProcessSettings

from voting.handlers.sheets import VOTES_TOPIC

CHUNK = 500
POLL_MS = 500
EMPTY_POLLS = 20
"""After ten seconds without a record that must be there the reading is given up and begun anew by whoever asked."""


class LogUnreadableError(RuntimeError):
    """Records that must be on the log do not come."""


class KafkaLogAccess:
    """The log of votes by place. One consumer, one thread: readings follow one another."""

    def __init__(self, settings: ProcessSettings, client_id: str, topic: str = VOTES_TOPIC) -> None:
        self._settings, self._client_id = settings, client_id
        self._topic = settings.topic_prefix + topic
        self._thread = ThreadPoolExecutor(1, "log-access")
        self._consumer: Any = None
        self._turn = asyncio.Lock()
        self._at: tuple[int, int] | None = None

    async def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        """The records from `start` up to, but not including, `end`, in chunks."""
        where, misses = start, 0
        while where < end:
            async with self._turn:
                chunk = await self._in_thread(self._read, partition, where, end)
            if chunk:
                where, misses = chunk[-1][0] + 1, 0
                yield chunk
            else:
                misses += 1
            if misses > EMPTY_POLLS:
                raise LogUnreadableError(f"partition {partition} from offset {where}")

    async def ends(self) -> dict[int, int]:
        """Each partition's end."""
        async with self._turn:
            ends: dict[int, int] = await self._in_thread(self._ends)
            return ends

    async def close(self) -> None:
        """Lets go of the connection."""
        if self._consumer is not None:
            await self._in_thread(self._consumer.close)
        self._thread.shutdown(wait=False)

    async def _in_thread(self, work: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _read(self, partition: int, start: int, end: int) -> list[tuple[int, bytes]]:
        consumer, here = self._open(), TopicPartition(self._topic, partition)
        if self._at != (partition, start):
            # Never ask where a fresh assignment stands: it stands nowhere, and auto_offset_reset is `none`.
            consumer.assign([here])
            consumer.seek(here, start)
        try:
            polled = consumer.poll(timeout_ms=POLL_MS, max_records=CHUNK)
        except KafkaError:
            return []
        found = [(raw.offset, raw.value or b"") for raw in polled.get(here, ()) if start <= raw.offset < end]
        self._at = (partition, found[-1][0] + 1 if found else start)
        return found

    def _ends(self) -> dict[int, int]:
        consumer = self._open()
        found = consumer.partitions_for_topic(self._topic) or set()
        ends = consumer.end_offsets([TopicPartition(self._topic, number) for number in sorted(found)])
        return {partition.partition: end for partition, end in ends.items()}

    def _open(self) -> Any:
        if self._consumer is None:
            self._consumer = build_consumer(self._settings, self._client_id)
        return self._consumer
