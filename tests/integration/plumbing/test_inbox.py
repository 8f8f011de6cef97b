"""The inbox: what it cannot take goes aside with reason and origin, and too much of that ends it."""

import base64
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from plumbing.dead_letters import TooManyRejectedError
from plumbing.records import Outgoing, Record
from plumbing.relay import Inbox, Reject

from tests.integration.plumbing.topic_desk import TopicDesk, until

pytestmark = pytest.mark.broker
PUBLIC, OWN, DEAD, GROUP = "told-things", "own-log", "told-things-dlq", "tested-inbox"


def translate(record: Record) -> Sequence[Outgoing]:
    if record.value.startswith(b"bad"):
        raise Reject("unreadable")
    return [Outgoing(OWN, record.key, b"learned " + record.value)]


@contextmanager
def running(inbox: Inbox) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=inbox.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(15)
        assert not thread.is_alive()


def test_a_rejected_record_goes_aside_with_reason_and_origin_and_the_others_go_on(desk: TopicDesk) -> None:
    desk.make(PUBLIC, OWN)
    desk.write(PUBLIC, [b"one", b"bad two", b"three"])
    (source,) = [record for record in desk.read(PUBLIC) if record.value == b"bad two"]

    with running(Inbox(desk.settings, GROUP, [PUBLIC], translate)):
        until(lambda: desk.committed(GROUP, PUBLIC), lambda offset: offset == 3)

    assert desk.values(OWN) == [b"learned one", b"learned three"]
    (letter,) = desk.read(DEAD)
    body = json.loads(letter.value)
    assert letter.key == source.key
    assert (body["reason"], body["group"]) == ("unreadable", GROUP)
    assert body["origin"] == {"topic": PUBLIC, "partition": 0, "offset": 1, "timestamp_ms": source.timestamp_ms}
    assert base64.b64decode(body["value"]) == b"bad two"


def test_a_second_inbox_goes_on_where_the_first_one_stopped(desk: TopicDesk) -> None:
    desk.make(PUBLIC, OWN)
    desk.write(PUBLIC, [b"one"])
    with running(Inbox(desk.settings, GROUP, [PUBLIC], translate)):
        until(lambda: desk.committed(GROUP, PUBLIC), lambda offset: offset == 1)
    desk.write(PUBLIC, [b"two"])

    with running(Inbox(desk.settings, GROUP, [PUBLIC], translate)):
        until(lambda: desk.committed(GROUP, PUBLIC), lambda offset: offset == 2)

    assert desk.values(OWN) == [b"learned one", b"learned two"]


def test_one_rejection_more_than_the_limit_ends_the_inbox_and_loses_nothing(desk: TopicDesk) -> None:
    """The limit is met: all three are put aside. The fourth ends it, uncommitted, so that it comes again."""
    desk.make(PUBLIC, OWN)
    desk.write(PUBLIC, [b"bad 1", b"bad 2", b"bad 3"])
    with running(Inbox(desk.settings, GROUP, [PUBLIC], translate, halt_limit=3)):
        until(lambda: desk.committed(GROUP, PUBLIC), lambda offset: offset == 3)
    assert len(desk.read(DEAD)) == 3

    desk.write(PUBLIC, [b"good", b"bad 4", b"bad 5", b"bad 6", b"bad 7"])
    inbox = Inbox(desk.settings, GROUP, [PUBLIC], translate, halt_limit=3)
    with pytest.raises(TooManyRejectedError):
        inbox.run(threading.Event())

    assert not inbox.ready
    assert desk.committed(GROUP, PUBLIC) == 3
