"""`python -m deploy.local.rehearsal.privacy`: looks for the material's names and phones where none may be.

Every topic of the stack, every key and value of Valkey, every log file, every process's /metrics.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import redis

from deploy.local.rehearsal.needles import Needles
from deploy.local.rehearsal.people import PHONE_COUNT, person
from deploy.local.rehearsal.topic_reader import KafkaPlace, read_topic, topics_of
from deploy.local.stack import Stack, current

_PERSONAL = re.compile(r"\d{7,}|[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A planted value where it must not be. The value itself is not repeated."""

    place: str
    values: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What is searched."""

    kafka: KafkaPlace
    valkey: str
    logs: tuple[Path, ...]
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """How many texts were read, and what was found in them."""

    texts: int
    leaks: tuple[Leak, ...]


def search(ground: Ground, needles: Needles) -> Searched:
    """Reads everything once."""
    texts, leaks = 0, []
    for place, text in everything(ground):
        texts += 1
        if values := needles.find(text):
            leaks.append(Leak(place, len(values)))
    return Searched(texts, tuple(leaks))


def everything(ground: Ground) -> Iterator[tuple[str, str | bytes]]:
    """Every text with its place."""
    yield from in_topics(ground.kafka)
    yield from in_valkey(ground.valkey)
    yield from in_files(ground.logs)
    yield from in_metrics(ground.metrics)


def in_topics(place: KafkaPlace) -> Iterator[tuple[str, bytes]]:
    """Key, value and headers of every record of every topic, the private logs and dead letters too."""
    for topic in topics_of(place):
        for record in read_topic(place, topic):
            headers = b" ".join(name.encode() + b" " + value for name, value in record.headers)
            where = f"topic {topic} {record.partition}:{record.offset}"
            yield where, b"\n".join((record.key, record.value, headers))


def in_valkey(url: str) -> Iterator[tuple[str, bytes]]:
    """Every key with its whole value."""
    client: Any = redis.Redis.from_url(url)
    readers = {
        b"string": client.get,
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"list": lambda key: client.lrange(key, 0, -1),
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
        b"stream": client.xrange,
    }
    for key in client.scan_iter(count=1000):
        reader = readers.get(client.type(key), client.dump)
        yield f"valkey key {_masked(key)}", b"\n".join((key, *_flat(reader(key))))
    client.close()


def in_files(roots: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Every line of every log file below the roots."""
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1):
                    yield f"file {path.name}:{number}", line


def in_metrics(urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The exposition of every process."""
    for url in urls:
        yield f"metrics {url}", httpx2.get(url, trust_env=False).text


def _masked(key: bytes) -> str:
    """Enough of a key to find it by, and nothing of what may be a phone or a name in it."""
    return _PERSONAL.sub("…", key[:60].decode(errors="replace"))


def _flat(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, dict):
        yield from _flat([part for pair in value.items() for part in pair])
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from _flat(part)
    elif value is not None:
        yield str(value).encode()


def everybody() -> Needles:
    """Every name and phone that the material can contain."""
    return Needles(person(number) for number in range(PHONE_COUNT))


def ground_of(stack: Stack) -> Ground:
    """Everything of a running stack that outlives a request."""
    metrics = tuple(f"http://127.0.0.1:{stack.port(process)}/metrics" for process in stack.processes)
    return Ground(KafkaPlace(stack.kafka), stack.valkey, (stack.logs,), metrics)


def main() -> int:
    """Searches the stack of the environment; 1 when something was found."""
    ground = ground_of(current())
    searched = search(ground, everybody())
    for leak in searched.leaks:
        print(f"✗ {leak.place}: {leak.values} planted values", file=sys.stderr)
    print(f"{searched.texts} texts searched, {len(searched.leaks)} leaks")
    return 1 if searched.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
