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
_Leaving = tuple[Outgoing, "asyncio.Future[int]"]
"""A sheet on its way to the producer, and who waits for its offset."""


class KafkaSheetLog:
    """Appends sheets. One thread hands them to the producer, so that a full buffer never holds up the event loop."""

    def __init__(self, settings: ProcessSettings) -> None:
        self._producer = LastingProducer(settings, "voting-accept", VOTES_TOPIC)
        self._thread = ThreadPoolExecutor(1, "sheet-log")
        self._leaving: list[_Leaving] = []

    async def start(self) -> None:
        """Connects, with the topic's metadata warmed."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._producer.connect)

    async def close(self) -> None:
        """Lets go of the connections."""
        await asyncio.to_thread(self._producer.close, 2.0)
        self._thread.shutdown(wait=False)

    def append(self, partition: int, sheet: Sheet) -> Awaitable[int]:
        """The offset, once the broker has acknowledged the sheet. Raises OutcomeUnknown.

        What is appended in one turn of the event loop goes to the thread together, and so mostly to the broker.
        """
        loop = asyncio.get_running_loop()
        offset: asyncio.Future[int] = loop.create_future()
        if not self._leaving:
            loop.call_soon(self._hand_over)
        self._leaving.append((Outgoing(VOTES_TOPIC, sheet.contest_id, encode(sheet), partition, CONTENT_TYPE), offset))
        return self._acknowledged(offset)

    async def _acknowledged(self, offset: "asyncio.Future[int]") -> int:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await offset
        except (KafkaError, TimeoutError) as error:
            metrics.UNKNOWN.inc()
            raise OutcomeUnknown from error
        PUBLISHED.labels(VOTES_TOPIC).inc()
        return found

    def _hand_over(self) -> None:
        leaving, self._leaving = self._leaving, []
        try:
            self._thread.submit(self._send_all, leaving)
        except RuntimeError as error:  # closed meanwhile
            for _, offset in leaving:
                _settle(offset, None, error)

    def _send_all(self, leaving: list[_Leaving]) -> None:
        for outgoing, offset in leaving:
            try:
                self._send(outgoing, offset)
            except Exception as error:  # noqa: BLE001 - whatever it is, the sheet's voters wait for an answer
                offset.get_loop().call_soon_threadsafe(_settle, offset, None, error)

    def _send(self, outgoing: Outgoing, offset: "asyncio.Future[int]") -> None:
        loop = offset.get_loop()

        def succeed(metadata: Any) -> None:
            loop.call_soon_threadsafe(_settle, offset, metadata.offset, None)

        def fail(error: BaseException) -> None:
            loop.call_soon_threadsafe(_settle, offset, None, error)

        self._producer.send(outgoing).add_callback(succeed).add_errback(fail)


def _settle(offset: "asyncio.Future[int]", found: int | None, error: BaseException | None) -> None:
    """Tells who waits, if he still does."""
    if offset.done():
        return
    if found is None:
        offset.set_exception(error or OutcomeUnknown())
    else:
        offset.set_result(found)
