"""Sheets onto entry-voted, by kafka-python."""

import asyncio
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from contracts import CONTENT_TYPE
from plumbing.broker import KafkaError
from plumbing.lasting_producer import LastingProducer
from plumbing.metrics import PUBLISHED
from plumbing.problems import OutcomeUnknown
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings

from voting import metrics
from voting.domain.sheet import Sheet
from voting.handlers.sheets import VOTES_TOPIC, encode

ANSWER_SECONDS = 12.0
"""The producer itself gives up after ten."""


class KafkaSheetLog:
    """Appends sheets. One thread hands them to the producer, so that a full buffer never holds up the event loop."""

    def __init__(self, settings: ProcessSettings) -> None:
        self._producer = LastingProducer(settings, "voting-accept", VOTES_TOPIC)
        self._thread = ThreadPoolExecutor(1, "sheet-log")

    async def start(self) -> None:
        """Connects, with the topic's metadata warmed."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._producer.connect)

    async def close(self) -> None:
        """Lets go of the connections."""
        await asyncio.to_thread(self._producer.close, 2.0)
        self._thread.shutdown(wait=False)

    def append(self, partition: int, sheet: Sheet) -> Awaitable[int]:
        """The offset, once the broker has acknowledged the sheet. Raises OutcomeUnknown."""
        return self._append(partition, sheet)

    async def _append(self, partition: int, sheet: Sheet) -> int:
        loop = asyncio.get_running_loop()
        offset: asyncio.Future[int] = loop.create_future()
        outgoing = Outgoing(VOTES_TOPIC, sheet.contest_id, encode(sheet), partition, CONTENT_TYPE)
        try:
            await loop.run_in_executor(self._thread, self._send, outgoing, offset)
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await offset
        except (KafkaError, TimeoutError) as error:
            metrics.UNKNOWN.inc()
            raise OutcomeUnknown from error
        PUBLISHED.labels(VOTES_TOPIC).inc()
        return found

    def _send(self, outgoing: Outgoing, offset: "asyncio.Future[int]") -> None:
        loop = offset.get_loop()

        def settle(found: int | None, error: BaseException | None) -> None:
            if offset.done():
                return
            if found is None:
                offset.set_exception(error or OutcomeUnknown())
            else:
                offset.set_result(found)

        def succeed(metadata: Any) -> None:
            loop.call_soon_threadsafe(settle, metadata.offset, None)

        def fail(error: BaseException) -> None:
            loop.call_soon_threadsafe(settle, None, error)

        future = self._producer.send(outgoing)
        future.add_callback(succeed).add_errback(fail)
