"""Single records onto topics, each acknowledged before the next."""

import asyncio
from typing import Any

from plumbing.broker import KafkaError, build_producer, send_record
from plumbing.lasting_producer import close_at_once
from plumbing.metrics import PUBLISHED
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings

DELIVERY_MS = 60_000
"""Nobody waits for a close mark: it rides out a broker's restart."""


class KafkaPublisher:
    """A producer for a process without haste."""

    def __init__(self, settings: ProcessSettings, client_id: str) -> None:
        self._settings, self._client_id = settings, client_id
        self._producer: Any = None

    async def publish(self, outgoing: Outgoing) -> None:
        """Returns once the broker has acknowledged the record."""
        await asyncio.to_thread(self._send, outgoing)

    async def close(self) -> None:
        """Lets go of the connections."""
        if self._producer is not None:
            await asyncio.to_thread(self._producer.close, 2.0)

    def _send(self, outgoing: Outgoing) -> None:
        if self._producer is None:
            self._producer = build_producer(
                self._settings, self._client_id, delivery_timeout_ms=DELIVERY_MS, max_block_ms=DELIVERY_MS
            )
        try:
            send_record(self._producer, self._settings.topic_prefix, outgoing).get(timeout=DELIVERY_MS / 1000)
        except KafkaError:
            # One that has failed a record may never send again (plumbing.lasting_producer): the next try has another.
            self._producer, failed = None, self._producer
            close_at_once(failed)
            raise
        PUBLISHED.labels(outgoing.topic).inc()
