"""Dead letters on the real broker: shown as they were, and taken again by a reader that can."""

import json
import threading
from collections.abc import Callable

import pytest
from plumbing.broker import TopicSpec, build_producer, ensure_topics, send_record
from plumbing.dead_letter_desk import dead_letters, main, retake
from plumbing.records import Outgoing, Record
from plumbing.relay import Inbox, Reject
from plumbing.settings import ProcessSettings

pytestmark = pytest.mark.broker
TOPIC, GROUP = "entry-told", "told-inbox"


@pytest.fixture
def settings(kafka: str, topic_prefix: str) -> ProcessSettings:
    found = ProcessSettings(profile="demo", kafka=kafka, topic_prefix=topic_prefix)
    ensure_topics(found, [TopicSpec(TOPIC, 1, compacted=False), TopicSpec("told-log", 1, compacted=False)])
    producer = build_producer(found, "test-feed")
    for value in (b"first", b"strange", b"third"):
        send_record(producer, found.topic_prefix, Outgoing(TOPIC, "k", value)).get(timeout=10)
    producer.close(2.0)
    return found


def run_inbox(settings: ProcessSettings, understands: Callable[[bytes], bool]) -> list[bytes]:
    """What an inbox took until it had caught up."""
    taken: list[bytes] = []
    stop = threading.Event()

    def translate(record: Record) -> list[Outgoing]:
        if not understands(record.value):
            raise Reject("strange-word")
        taken.append(record.value)
        return [Outgoing("told-log", "k", record.value)]

    inbox = Inbox(settings, settings.topic_prefix + GROUP, [TOPIC], translate)
    thread = threading.Thread(target=inbox.run, args=(stop,))
    thread.start()
    for _ in range(300):
        if inbox.ready or stop.wait(0.1):
            break
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
    return taken


def test_a_dead_letter_is_shown_and_a_mended_reader_takes_it_again(settings: ProcessSettings) -> None:
    group = settings.topic_prefix + GROUP
    assert run_inbox(settings, lambda value: value != b"strange") == [b"first", b"third"]
    (letter,) = dead_letters(settings, TOPIC)
    assert (letter["reason"], letter["group"], letter["value"]) == ("strange-word", group, "strange")
    assert (letter["origin"]["topic"], letter["origin"]["offset"]) == (TOPIC, 1)
    assert run_inbox(settings, lambda _: True) == [], "nothing is taken twice by itself"
    assert retake(settings, group, TOPIC, 0, letter["origin"]["offset"]) == 3
    assert run_inbox(settings, lambda _: True) == [b"strange", b"third"]


def test_a_place_that_is_not_behind_the_reader_is_refused(settings: ProcessSettings) -> None:
    group = settings.topic_prefix + GROUP
    with pytest.raises(ValueError, match="stands at None"):
        retake(settings, group, TOPIC, 0, 0)
    run_inbox(settings, lambda _: True)
    for offset in (3, 99, -1):
        with pytest.raises(ValueError, match="stands at 3"):
            retake(settings, group, TOPIC, 0, offset)


def test_the_command_line_prints_a_letter_a_line(
    settings: ProcessSettings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("PROFILE", "demo"), ("KAFKA", settings.kafka), ("TOPIC_PREFIX", settings.topic_prefix)):
        monkeypatch.setenv(f"ZJ_{name}", value)
    run_inbox(settings, lambda value: value == b"first")
    capsys.readouterr()
    assert main(["show", TOPIC]) == 0
    assert [json.loads(line)["value"] for line in capsys.readouterr().out.splitlines()] == ["strange", "third"]
    group = settings.topic_prefix + GROUP
    assert main(["retake", group, TOPIC, "0", "1"]) == 0
    assert "goes on from 1" in capsys.readouterr().out
    assert main(["retake", group, TOPIC, "0", "77"]) == 1
    assert "is not behind it" in capsys.readouterr().err
