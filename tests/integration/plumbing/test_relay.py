"""The relay under SIGKILL: nothing is missing on the public topic, and what is there twice has the same id."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from kafka.errors import MessageSizeTooLargeError
from plumbing.records import Outgoing
from plumbing.relay import Relay

from deploy.local.servers import end, free_port
from tests.integration.plumbing.held_relay import GROUP, OWN, PUBLIC, step
from tests.integration.plumbing.topic_desk import TopicDesk, until

pytestmark = pytest.mark.broker
THINGS = [f"thing {number}".encode() for number in range(20)]


@contextmanager
def relay_process(desk: TopicDesk, *, hold: bool) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {
        **os.environ,
        "ZJ_PROFILE": "demo",
        "ZJ_KAFKA": desk.settings.kafka,
        "ZJ_TOPIC_PREFIX": desk.settings.topic_prefix,
        "ZJ_HTTP_PORT": str(free_port()),
        "HOLD": str(int(hold)),
    }
    process = subprocess.Popen([sys.executable, "-m", "tests.integration.plumbing.held_relay"], env=environment)
    try:
        yield process
    finally:
        end(process)


def told(desk: TopicDesk) -> Counter[bytes]:
    return Counter(desk.values(PUBLIC))


def test_killed_between_publishing_and_commit_it_tells_all_of_it_again_under_the_same_ids(desk: TopicDesk) -> None:
    desk.make(OWN, PUBLIC)
    desk.write(OWN, THINGS)

    with relay_process(desk, hold=True) as relay:
        first = until(lambda: told(desk), lambda seen: seen.total() >= len(THINGS))
        assert not desk.committed(GROUP, OWN), "committed before the moment that this test is about"
        relay.send_signal(signal.SIGKILL)
        assert relay.wait(10) == -signal.SIGKILL

    desk.write(OWN, [b"after the kill"])
    with relay_process(desk, hold=False):
        until(lambda: desk.committed(GROUP, OWN), lambda offset: offset == len(THINGS) + 1)

    (late,) = [one.value for record in desk.read(OWN)[-1:] for one in step(record)]
    assert set(first.values()) == {1}
    assert told(desk) == first + first + Counter([late])


def test_a_relay_that_starts_again_in_peace_tells_nothing_twice(desk: TopicDesk) -> None:
    desk.make(OWN, PUBLIC)
    desk.write(OWN, THINGS)
    with relay_process(desk, hold=False):
        until(lambda: desk.committed(GROUP, OWN), lambda offset: offset == len(THINGS))

    desk.write(OWN, [b"one more"])
    with relay_process(desk, hold=False):
        until(lambda: desk.committed(GROUP, OWN), lambda offset: offset == len(THINGS) + 1)

    assert set(told(desk).values()) == {1}
    assert told(desk).total() == len(THINGS) + 1


def test_asked_to_go_it_ends_its_loops_and_leaves_with_status_0(desk: TopicDesk) -> None:
    desk.make(OWN, PUBLIC)
    desk.write(OWN, THINGS)

    with relay_process(desk, hold=False) as relay:
        until(lambda: desk.committed(GROUP, OWN), lambda offset: offset == len(THINGS))
        relay.terminate()
        assert relay.wait(15) == 0


def test_a_loop_that_falls_ends_the_process_with_status_1(desk: TopicDesk) -> None:
    desk.make(OWN)
    desk.make_narrow(PUBLIC, 10)
    desk.write(OWN, THINGS)

    with relay_process(desk, hold=False) as relay:
        assert relay.wait(30) == 1


def test_what_the_broker_refuses_is_not_committed(desk: TopicDesk) -> None:
    """A record that is not acknowledged ends the loop; the next process meets it again."""
    desk.make(OWN)
    desk.make_narrow(PUBLIC, 1_000)
    desk.write(OWN, [b"swells"])
    swollen = Outgoing(PUBLIC, "k", b"x" * 2_000)
    relay = Relay(desk.settings, GROUP, OWN, lambda _: [swollen])

    with pytest.raises(MessageSizeTooLargeError):
        relay.run(threading.Event())

    assert not relay.ready
    assert not desk.committed(GROUP, OWN)
