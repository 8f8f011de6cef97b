"""The real Kafka and Valkey for every test that needs them. Without them the run fails; nothing is skipped.

Both are started once a run, however many workers pytest-xdist has; ZJ_TEST_KAFKA and ZJ_TEST_VALKEY name servers that
are there already.
"""

import itertools
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from deploy.local.servers import running_kafka, running_valkey

KAFKA, VALKEY = "ZJ_TEST_KAFKA", "ZJ_TEST_VALKEY"
REAL = ("broker", "e2e")
_numbers = itertools.count()
_stack = ExitStack()
_passed_on_the_broker = 0


class SystemScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Tests end to end share one running system, those of a file what its fixtures start: each stays on one worker."""

    def _split_scope(self, nodeid: str) -> str:
        """What stays together."""
        return "e2e" if nodeid.startswith("tests/e2e/") else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SystemScheduling:
    """How tests are dealt out to several workers."""
    return SystemScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left alone with it."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/e2e/"))


def pytest_collection_finish(session: pytest.Session) -> None:
    """A run without a test that needs them starts nothing. With xdist only the controller starts servers."""
    if os.environ.get("PYTEST_XDIST_WORKER") or session.config.option.collectonly:
        return
    if any(_needs_servers(item) for item in session.items) or session.config.getoption("numprocesses", None):
        _start_servers()


def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Before the workers are born: they inherit the addresses."""
    _start_servers()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops what was started."""
    _stack.close()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Counts what passed on the real broker."""
    global _passed_on_the_broker
    if report.when == "call" and report.passed and any(name in report.keywords for name in REAL):
        _passed_on_the_broker += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many."""
    terminalreporter.write_line(f"{_passed_on_the_broker} tests ran against the real broker")


@pytest.fixture(scope="session")
def kafka() -> str:
    """The address of a real Kafka."""
    return os.environ[KAFKA]


@pytest.fixture(scope="session")
def valkey() -> str:
    """The URL of a real Valkey; tests keep apart by their keys."""
    return os.environ[VALKEY]


@pytest.fixture
def topic_prefix() -> str:
    """A prefix of topics that no other test has."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"t{os.getpid()}-{worker}-{next(_numbers)}-"


def _needs_servers(item: pytest.Item) -> bool:
    return bool({"kafka", "valkey"} & set(getattr(item, "fixturenames", ())))


def _start_servers() -> None:
    if KAFKA in os.environ and VALKEY in os.environ:
        return
    folder = Path(_stack.enter_context(tempfile.TemporaryDirectory(prefix="zhengji-")))
    os.environ[KAFKA] = _stack.enter_context(running_kafka(folder / "kafka"))
    os.environ[VALKEY] = _stack.enter_context(running_valkey(folder / "valkey"))
