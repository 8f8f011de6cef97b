"""A producer that outlives an outage of the broker.

kafka-python 3.0.12: when a batch that was sent before expires while the broker is away, the idempotent producer asks
for a new producer id, the question is lost with the connection, and it waits for the answer for ever: nothing is sent
any more, and nothing expires. The fault harness sees it after 12 s without a broker. So a producer that has failed a
record is replaced by a fresh one, as soon as a broker answers that.
"""

import threading
from contextlib import suppress
from typing import Any

from kafka import KafkaProducer

from plumbing.broker import KafkaError, build_producer, send_record, warm
from plumbing.logs import logger_of
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings

_log = logger_of(__name__)


class LastingProducer:
    """Sends to one topic, from any thread. Calls block as those of the producer do."""

    def __init__(self, settings: ProcessSettings, client_id: str, topic: str) -> None:
        self._settings, self._client_id, self._topic = settings, client_id, topic
        self._producer: KafkaProducer | None = None
        self._doubting = threading.Lock()
        self._closed = threading.Event()

    def connect(self) -> None:
        """Returns once the topic's metadata is known. KafkaError after ten seconds."""
        self._producer = self._fresh()

    def send(self, outgoing: Outgoing) -> Any:
        """The record's future; KafkaError when the producer does not take it. Either failure replaces the producer."""
        producer = self._producer
        if producer is None:
            raise RuntimeError("not connected")
        try:
            future = send_record(producer, self._settings.topic_prefix, outgoing)
        except KafkaError:
            self._doubt(producer)
            raise
        future.add_errback(lambda _error: self._doubt(producer))
        return future

    def close(self, seconds: float) -> None:
        """Sends what is under way for at most so long, and lets go of the connections."""
        self._closed.set()
        if self._producer is not None:
            _closed(self._producer, seconds)

    def _doubt(self, producer: KafkaProducer) -> None:
        """Begins to look for another one, unless that is done or under way."""
        if producer is self._producer and self._doubting.acquire(blocking=False):
            threading.Thread(target=self._replace, args=(producer,), name="producer-replaced", daemon=True).start()

    def _replace(self, producer: KafkaProducer) -> None:
        _log.warning("producer-doubted", topic=self._topic)
        try:
            if self._producer is producer and (found := self._found()) is not None:
                self._producer = found
                _log.warning("producer-replaced", topic=self._topic)
                # What it still holds has an unknown outcome already, and must not reach the log at some later time.
                close_at_once(producer)
        finally:
            self._doubting.release()

    def _found(self) -> KafkaProducer | None:
        """A producer that a broker has answered, however long that takes; None once this is closed."""
        while not self._closed.wait(0.1):
            with suppress(KafkaError):
                return self._fresh()
        return None

    def _fresh(self) -> KafkaProducer:
        producer = build_producer(self._settings, self._client_id)
        try:
            warm(producer, self._settings.topic_prefix + self._topic)
        except KafkaError:
            close_at_once(producer)
            raise
        return producer


def close_at_once(producer: KafkaProducer) -> None:
    """Lets go of a producer and of whatever it still holds."""
    _closed(producer, 0.0)


def _closed(producer: KafkaProducer, seconds: float) -> None:
    """A close whose flush fails leaves the sender running: then it is told once more, without a flush."""
    try:
        producer.close(seconds)
    except KafkaError:
        producer._sender.force_close()
        producer._closed = True
