"""The processes of a measurement: real Kafka, real Valkey, parts of voting and rivals, each on a free port."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
from kafka import TopicPartition
from plumbing.broker import build_consumer
from plumbing.settings import ProcessSettings

from benchmarks.ballots import CONTEST, announce
from benchmarks.cpu import Meter
from deploy.local.servers import free_port, running_kafka, running_valkey, started

WITHIN_SECONDS = 120.0
BENCH_PYTHON = ".venv-bench/bin/python"


@dataclass(frozen=True, slots=True)
class Server:
    """A running HTTP process."""

    pid: int
    port: int

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def meter(self) -> Meter:
        """Counts its CPU seconds from here on."""
        meter = Meter(self.pid)
        meter.start()
        return meter


@dataclass(frozen=True, slots=True)
class Ground:
    """Kafka and Valkey, and a folder for what a run leaves."""

    kafka: str
    valkey: str
    folder: Path

    def settings(self, prefix: str) -> ProcessSettings:
        """For what this process itself does with the broker; topics begin with the prefix."""
        return ProcessSettings(profile="demo", kafka=self.kafka, valkey=self.valkey, topic_prefix=prefix)

    @contextmanager
    def serving(self, module: str, prefix: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
        """`python -m module` as an HTTP process, once it says that it is ready."""
        port = free_port()
        told = {
            "ZJ_PROFILE": "demo", "ZJ_KAFKA": self.kafka, "ZJ_VALKEY": self.valkey,
            "ZJ_TOPIC_PREFIX": prefix, "ZJ_HTTP_PORT": str(port), **(environment or {}),
        }  # fmt: skip
        # env(1) becomes the process, so the process id is the server's.
        command = ["env", *(f"{name}={value}" for name, value in told.items()), sys.executable, "-m", module]
        with started(command, self.folder / f"{module}-{port}.log", lambda: answers(port)) as process:
            yield Server(process.pid, port)


@contextmanager
def ground() -> Iterator[Ground]:
    """A broker and a store for the time of a run; everything is gone afterwards."""
    with TemporaryDirectory(prefix="zhengji-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        kafka = stack.enter_context(running_kafka(folder / "kafka"))
        valkey = stack.enter_context(running_valkey(folder / "valkey"))
        yield Ground(kafka, valkey, folder)


def open_contest(settings: ProcessSettings, accept: Server) -> None:
    """Announces the contest; returns when accept takes votes for it."""
    announce(settings)
    url = f"{accept.url}/api/v1/contests/{CONTEST}"
    until(lambda: httpx2.get(url, trust_env=False, timeout=5).status_code == 200)


def ends(settings: ProcessSettings, topic: str) -> list[int]:
    """Each partition's end."""
    consumer = build_consumer(settings, "bench-ends")
    name = settings.topic_prefix + topic
    places = [TopicPartition(name, number) for number in sorted(consumer.partitions_for_topic(name) or ())]
    found = consumer.end_offsets(places)
    consumer.close()
    return [found[place] for place in places]


def answers(port: int) -> bool:
    """Whether the process there is ready."""
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/readyz", trust_env=False, timeout=5).status_code == 200
    except httpx2.TransportError:
        return False


def until(holds: Callable[[], bool], within: float = WITHIN_SECONDS) -> None:
    """Returns when it holds; TimeoutError after two minutes."""
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError("what was waited for did not come")
        time.sleep(0.05)


def said_by(command: Sequence[str], within: float, environment: Mapping[str, str] | None = None) -> str:
    """The last line that a program of a bounded time prints. RuntimeError with the end of what it said otherwise."""
    told = {**os.environ, **(environment or {})}
    try:
        done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=within, check=False)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{' '.join(command)[-80:]}: not done within {within:.0f} s") from error
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise RuntimeError(f"{' '.join(command)[-80:]}: status {done.returncode} {done.stderr[-1500:]}")
    return lines[-1]
