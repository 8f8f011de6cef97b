"""Kafka and Valkey started for a while: by the tests, or by anyone who wants the two and nothing else."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from plumbing.probes import kafka_answers
from plumbing.settings import ProcessSettings

from deploy.local import kafka, valkey

START_SECONDS = 60.0
FREE_PORTS = range(11_000, 20_000)


def end_on_signals() -> None:
    """From now on SIGTERM ends this process as Ctrl-C does, so that what it has started is ended too.

    SIGINT is named as well: a script that starts a command in the background hands down a deaf one.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.default_int_handler)


class NotStartedError(RuntimeError):
    """A server did not answer in time; the message ends with the last lines of its log."""


def free_port() -> int:
    """A port where neither it nor its successor is taken (Kafka's controller listens on the next one).

    It lies below those the system gives to outgoing connections: a server that is away for a while would else find
    its port taken by one of its own clients, which on the loopback may even connect to itself. No port is given twice
    by a process, nor early by two: between its being found free and its being bound some seconds may pass.
    """
    while True:
        port = next(_PAIRS)
        with socket.socket() as one, socket.socket() as two, suppress(OSError):
            one.bind(("127.0.0.1", port))
            two.bind(("127.0.0.1", port + 1))
            return port


def _pairs() -> Iterator[int]:
    """Even ports, each process from another one on, round and round."""
    pairs = FREE_PORTS[::2]
    yield from (pairs[(os.getpid() * 997 + step) % len(pairs)] for step in count())


_PAIRS = _pairs()


@contextmanager
def running_kafka(folder: Path, port: int | None = None) -> Iterator[str]:
    """A broker with its data in `folder`; yields its address. Ended by its process id."""
    port = port or free_port()
    jars = kafka.ensure_jars()
    command = kafka.server_command(jars, kafka.prepare(folder, port, jars))
    settings = ProcessSettings(kafka=f"127.0.0.1:{port}")
    with started(command, folder / "kafka.out", lambda: kafka_answers(settings)):
        yield settings.kafka


@contextmanager
def running_valkey(folder: Path, port: int | None = None) -> Iterator[str]:
    """A Valkey; yields its URL."""
    port = port or free_port()
    with started(valkey.server_command(port, folder), folder / "valkey.out", lambda: accepts(port)):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def started(command: list[str], out: Path, answers: Callable[[], bool]) -> Iterator[subprocess.Popen[bytes]]:
    """The process, once it answers; terminated at the end, killed if it does not go within ten seconds."""
    with out.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            _await(process, answers, out)
            yield process
        finally:
            end(process)


def end(*processes: subprocess.Popen[bytes], within: float = 10.0) -> None:
    """Asks the processes to go, all at once; kills those that stay."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + within
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def accepts(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await(process: subprocess.Popen[bytes], answers: Callable[[], bool], out: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotStartedError(f"{process.args!s:.80}: {out.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)
