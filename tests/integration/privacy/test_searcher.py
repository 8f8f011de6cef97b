"""The search for personal data finds what is planted in every kind of place, and takes nothing else for it."""

import base64
import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import redis
from plumbing.broker import TopicSpec, build_producer, ensure_topics
from plumbing.settings import ProcessSettings

from deploy.local.rehearsal.needles import Needles
from deploy.local.rehearsal.people import person
from deploy.local.rehearsal.privacy import Ground, search
from deploy.local.rehearsal.topic_reader import KafkaPlace

pytestmark = pytest.mark.broker
PLANTED, OTHER = person(7007), person(8008)
NEEDLES = Needles([PLANTED])
RECORDS: dict[str, tuple[bytes, bytes, list[tuple[str, bytes]]]] = {
    "entry-submitted": (b"k", json.dumps({"phrase": "作品", "name": PLANTED.name}).encode(), []),
    "intake-log": (b"k", f'{{"phone": "+86{PLANTED.phone}"}}'.encode(), []),
    "review-log": (PLANTED.phone.encode(), b"{}", []),
    "notify-log": (b"k", b"{}", [("author", PLANTED.name.encode())]),
    "entry-awarded-dlq": (b"k", base64.b64encode(json.dumps({"who": PLANTED.name}).encode()), []),
    "entry-awarded": (b"k", json.dumps({"name": OTHER.name, "phone": OTHER.phone}).encode(), []),
}
LOG_LINES = ["started", f"sent to {PLANTED.phone}", f"sent to {OTHER.phone}", json.dumps({"error": PLANTED.name})]
EXPOSITION = f'# TYPE zhengji_sent counter\nzhengji_sent_total{{to="{PLANTED.phone}"}} 1.0\n'


@pytest.fixture
def place(kafka: str, topic_prefix: str) -> KafkaPlace:
    settings = ProcessSettings(profile="demo", kafka=kafka, topic_prefix=topic_prefix)
    ensure_topics(settings, [TopicSpec(name, 1, compacted=False) for name in RECORDS])
    producer = build_producer(settings, "test-feed")
    for name, (key, value, headers) in RECORDS.items():
        producer.send(topic_prefix + name, value, key, headers).get(timeout=10)
    producer.close(2.0)
    return KafkaPlace(kafka, topic_prefix)


@pytest.fixture
def store(valkey: str) -> Iterator[str]:
    """A database of its own in the real Valkey."""
    url = re.sub(r"/\d+$", "/9", valkey)
    client = redis.Redis.from_url(url)
    client.flushdb()
    client.set("string", f"code for {PLANTED.phone}")
    client.set(f"limit:{PLANTED.phone}", 1)
    client.hset("hash", mapping={"field": PLANTED.name})
    client.hset("hash-field", mapping={PLANTED.phone: "1"})
    client.sadd("set", PLANTED.name, "x")
    client.rpush("list", "x", base64.b64encode(PLANTED.phone.encode()))
    client.zadd("zset", {PLANTED.name: 1.5})
    client.xadd("stream", {"who": PLANTED.name})
    client.set("clean", f"{OTHER.name} {OTHER.phone}")
    yield url
    client.flushdb()
    client.close()


@pytest.fixture
def metrics() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(EXPOSITION.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/metrics"
    server.shutdown()
    server.server_close()


def test_it_finds_what_is_planted_in_every_kind_of_place(
    place: KafkaPlace, store: str, metrics: str, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "intake-http.log").write_text("\n".join(LOG_LINES))

    searched = search(Ground(place, store, (tmp_path,), (metrics,)), NEEDLES)

    topics = [f"topic {name} 0:0" for name in RECORDS if name != "entry-awarded"]
    keys = ["string", "limit:…", "hash", "hash-field", "set", "list", "zset", "stream"]
    lines = ["file intake-http.log:2", "file intake-http.log:4"]
    found = {leak.place.replace(place.prefix, "") for leak in searched.leaks}
    assert found == {*topics, *(f"valkey key {key}" for key in keys), *lines, f"metrics {metrics}"}
    assert searched.texts == len(RECORDS) + len(keys) + 1 + len(LOG_LINES) + 1


def test_what_it_reports_repeats_no_personal_data(place: KafkaPlace, store: str) -> None:
    searched = search(Ground(place, store, (), ()), NEEDLES)

    assert NEEDLES.find(repr(searched)) == set()
