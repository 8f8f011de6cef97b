"""The whole system as `make demo` starts it: once a run, on ports of its own, and ended as Ctrl-C ends it."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.free_stack import stack_in
from deploy.local.stack import ROOT, Stack
from tests.e2e.browser.planted import write_packs
from tests.make import environment_of

START_SECONDS, STOP_SECONDS = 240.0, 60.0


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo and what it has printed."""

    stack: Stack
    printed: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`make demo ACCEPT=2 TALLY=2` without its crowd, ready: what is exact with two of each is so with one."""
    folder = tmp_path_factory.mktemp("demo")
    write_packs(folder / "campaigns")
    stack = stack_in(folder, accept=2, tally=2)
    with running_demo(stack, CROWD="0", ZJ_CAMPAIGNS_DIR=str(folder / "campaigns")) as running:
        yield running


@pytest.fixture(scope="session")
def system(demo: Demo) -> Stack:
    """The demo's stack, with its campaign in the voting phase."""
    return demo.stack


@contextlib.contextmanager
def running_demo(stack: Stack, **more: str) -> Iterator[Demo]:
    """Starts `make demo`, yields when it says that it is ready, and presses Ctrl-C at the end."""
    printed = stack.data / "printed.txt"
    with printed.open("wb") as out:
        process = subprocess.Popen(
            ["make", "-s", "demo"], cwd=ROOT, env=environment_of(stack, **more),
            stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        _await_table(process, printed)
        yield Demo(stack, printed)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait(STOP_SECONDS)


def _await_table(process: "subprocess.Popen[bytes]", printed: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while "Ctrl-C" not in printed.read_text():
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
            raise AssertionError(f"make demo ended with {process.returncode}: {printed.read_text()[-3000:]}")
        assert time.monotonic() < deadline, f"no table within {START_SECONDS} s: {printed.read_text()[-3000:]}"
