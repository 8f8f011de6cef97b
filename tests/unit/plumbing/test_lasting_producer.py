"""A producer that has failed a record is replaced by a fresh one, and only once."""

import threading
from typing import Any

import pytest
from plumbing import lasting_producer
from plumbing.broker import KafkaError
from plumbing.lasting_producer import LastingProducer
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings

RECORD = Outgoing("log", "k", b"value")
SECONDS = 30.0


class FakeFuture:
    """What a producer answers with; `fail` is what the sender thread does."""

    def __init__(self) -> None:
        self._errbacks: list[Any] = []

    def add_errback(self, errback: Any) -> "FakeFuture":
        self._errbacks.append(errback)
        return self

    def fail(self) -> None:
        for errback in self._errbacks:
            errback(KafkaError("expired"))


class FakeProducer:
    """Takes records; says when it was closed."""

    def __init__(self) -> None:
        self.sent: list[FakeFuture] = []
        self.closed = threading.Event()

    def send(self, *_record: Any, **_more: Any) -> FakeFuture:
        self.sent.append(FakeFuture())
        return self.sent[-1]

    def close(self, _seconds: float) -> None:
        self.closed.set()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[FakeProducer]:
    """The producers that were built; the broker is away for the second try."""
    found: list[FakeProducer] = []
    tries = iter([True, False, True, True, True])

    def build(*_about: Any) -> FakeProducer:
        if not next(tries):
            raise KafkaError("away")
        found.append(FakeProducer())
        return found[-1]

    monkeypatch.setattr(lasting_producer, "build_producer", build)
    monkeypatch.setattr(lasting_producer, "warm", lambda *_about: None)
    return found


def test_a_producer_that_failed_a_record_is_replaced_once_a_broker_answers(built: list[FakeProducer]) -> None:
    producer = LastingProducer(ProcessSettings(profile="demo"), "tested", "log")
    producer.connect()
    first, second = producer.send(RECORD), producer.send(RECORD)
    first.fail()
    second.fail()
    assert built[0].closed.wait(SECONDS)
    producer.send(RECORD)
    assert [len(one.sent) for one in built] == [2, 1]
    second.fail()
    producer.close(1.0)
    assert (len(built), built[1].closed.is_set()) == (2, True)


def test_a_record_that_is_not_taken_replaces_the_producer_too(built: list[FakeProducer]) -> None:
    producer = LastingProducer(ProcessSettings(profile="demo"), "tested", "log")
    producer.connect()

    def refuse(*_record: Any, **_more: Any) -> FakeFuture:
        raise KafkaError("no room")

    built[0].send = refuse  # type: ignore[method-assign]
    with pytest.raises(KafkaError):
        producer.send(RECORD)
    assert built[0].closed.wait(SECONDS)
    producer.send(RECORD)
    assert len(built[1].sent) == 1


def test_without_a_failure_nothing_is_replaced(built: list[FakeProducer]) -> None:
    producer = LastingProducer(ProcessSettings(profile="demo"), "tested", "log")
    producer.connect()
    producer.send(RECORD)
    producer.close(1.0)
    assert len(built) == 1
