"""One producer a topic: no service writes to a topic that the registry gives to another."""

from functools import cache

import pytest
from contracts import TOPICS
from contracts.topics import Topic

from tests.architecture.source import SERVICES, read, source_folder
from tests.architecture.topics_written import Writes, writes_of, written_by_hand

PRODUCERS = {topic.name: topic.producer for topic in TOPICS}


@cache
def services() -> dict[str, str]:
    """The source of every module of the services by its dotted name."""
    found = {}
    for name in SERVICES:
        folder = source_folder(name)
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder.parent).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = read(path).text
    return found


def house(**planted: str) -> dict[str, str]:
    """The services with a planted module beside theirs."""
    return services() | {name.replace("__", "."): text for name, text in planted.items()}


def trespasses(writes: Writes) -> list[str]:
    """Every write to a topic of somebody else: a public one of another producer, or another's private log."""
    return sorted(
        f"{service} writes to {topic}"
        for service in SERVICES
        for topic in writes.by(service)
        if PRODUCERS.get(topic, topic.split("-")[0]) != service
    )


def idle(writes: Writes) -> list[Topic]:
    """Registered topics that nobody writes."""
    return [topic for topic in TOPICS if topic.name not in writes.by(topic.producer)]


def test_every_topic_is_written_by_its_registered_producer_and_by_nobody_else() -> None:
    writes = writes_of(house())

    assert (trespasses(writes), idle(writes), writes.unclear) == ([], [], ())


def test_every_public_record_says_that_it_is_a_cloudevent() -> None:
    """The Kafka binding of CloudEvents 1.0, section 3.3: structured mode is told by the header content-type."""
    assert writes_of(house()).unmarked == ()


@pytest.mark.parametrize(
    "arguments", ["'contest-closed', 'k', b''", "topic, 'k', b''", "'entry-voted', 'k', b'', 0, 'text'"]
)
def test_a_planted_record_without_its_content_type_is_found(arguments: str) -> None:
    planted = OUTGOING + f"def tell(topic):\n    return Outgoing({arguments})\n"

    assert writes_of(house(voting__planted=planted)).unmarked == ("voting.planted:3",)


def test_the_services_write_to_their_private_logs_too() -> None:
    writes = writes_of(house())

    private = {service: writes.by(service) - set(PRODUCERS) for service in SERVICES}
    assert private == {
        "intake": {"intake-log", "intake-author-keys"}, "review": {"review-log"}, "voting": set(),
        "notify": {"notify-log"},
    }  # fmt: skip


def test_nobody_writes_past_the_one_way_that_is_looked_at() -> None:
    assert written_by_hand(services()) == []


OUTGOING = "from plumbing.records import Outgoing\n"
CLOSED = "from contracts.topics import CONTEST_CLOSED\n"
PUBLIC = "from review.handlers.publish import public\n"
LOG = "from plumbing.event_log import EventLog\n"
TRESPASS = {
    "a text": OUTGOING + "Outgoing('contest-closed', 'k', b'')\n",
    "a registered topic": OUTGOING + CLOSED + "Outgoing(CONTEST_CLOSED.name, '', b'')\n",
    "a constant": OUTGOING + "T = 'contest-closed'\nasync def tell():\n    Outgoing(key='', topic=T, value=b'')\n",
    "a function that passes it on": PUBLIC + CLOSED + "public(CONTEST_CLOSED.name, 'k', None, None)\n",
    "a log": LOG + "log: EventLog[int] = EventLog[int](None, 'contest-closed', None, '')\n",
}


@pytest.mark.parametrize("way", TRESPASS)
def test_a_planted_write_to_another_s_topic_is_found(way: str) -> None:
    writes = writes_of(house(review__handlers__planted=TRESPASS[way]))

    assert trespasses(writes) == ["review writes to contest-closed"]


def test_another_s_private_log_is_found_too() -> None:
    writes = writes_of(house(notify__planted=OUTGOING + "Outgoing('intake-log', 'k', b'')\n"))

    assert trespasses(writes) == ["notify writes to intake-log"]


@pytest.mark.parametrize(
    "planted",
    [
        OUTGOING + "def tell(data):\n    return Outgoing(data.topic, 'k', b'')\n",
        OUTGOING + "Outgoing('entry-' + 'voted', 'k', b'')\n",
        "from plumbing import records\nrecords.Outgoing('entry-voted', 'k', b'')\n",
    ],
)
def test_a_write_that_does_not_say_where_is_found(planted: str) -> None:
    assert [place.split(":")[0] for place in writes_of(house(voting__planted=planted)).unclear] == ["voting.planted"]


@pytest.mark.parametrize("library", ["from kafka import KafkaProducer\n", "import faust\n"])
def test_a_write_by_hand_is_found(library: str) -> None:
    planted = {"voting.planted": library + "producer.send('entry-awarded', b'')\n"}

    assert written_by_hand(planted) == ["voting.planted:2"]
