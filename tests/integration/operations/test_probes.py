"""Probes tell the truth while Kafka or Valkey is away, and again when it is back; nobody is restarted for it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from deploy.local.servers import free_port, running_kafka, running_valkey
from tests.integration.operations.processes import NINE, Processes, processes, until
from tests.integration.operations.voters import CONTEST, cast_vote, open_contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(500)]
READY = (200, {"status": "ready"})
DEGRADED = (200, {"status": "ready", "degraded": ["valkey"]})
ALL_READY = dict.fromkeys(NINE, READY)
WITHOUT_VALKEY = ALL_READY | {
    "intake-http": DEGRADED,
    "voting-http": DEGRADED,
    "voting-stream": (503, {"status": "not-ready", "failing": ["valkey"]}),
}


class Servers:
    """A Kafka and a Valkey that a test may take away and give back, on the same ports and with the same data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ports = {"kafka": free_port(), "valkey": free_port()}
        self._stacks = {"kafka": ExitStack(), "valkey": ExitStack()}

    @property
    def environment(self) -> dict[str, str]:
        """Their addresses."""
        return {
            "ZJ_KAFKA": f"127.0.0.1:{self._ports['kafka']}",
            "ZJ_VALKEY": f"redis://127.0.0.1:{self._ports['valkey']}/0",
        }

    def start(self, name: str) -> None:
        """Returns once it answers."""
        run = {"kafka": running_kafka, "valkey": running_valkey}[name]
        self._stacks[name].enter_context(run(self._folder / name, self._ports[name]))

    def stop(self, name: str) -> None:
        """Returns once it is gone."""
        self._stacks[name].close()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    found = Servers(tmp_path_factory.mktemp("servers"))
    try:
        found.start("kafka")
        found.start("valkey")
        yield found
    finally:
        found.stop("kafka")
        found.stop("valkey")


@pytest.fixture(scope="module")
def system(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with processes(servers.environment, tmp_path_factory.mktemp("nine")) as found:
        open_contest(servers.environment)
        until(lambda: found.get("voting-http", f"/api/v1/contests/{CONTEST}").status_code, lambda seen: seen == 200)
        yield found


def counted(system: Processes) -> int:
    """The votes on the board."""
    answer = system.get("voting-http", f"/api/v1/contests/{CONTEST}/standings")
    return sum(place["votes"] for place in answer.json().get("standings", []))


def passing(system: Processes, name: str, check: str) -> float:
    """What the figure of a check says at the next scrape."""
    families = {family.name: family for family in text_string_to_metric_families(system.get(name, "/metrics").text)}
    samples = families["zhengji_check_passing"].samples
    return next(sample.value for sample in samples if sample.labels["check"] == check)


def test_a_valkey_that_is_away_is_named_and_votes_are_taken_all_the_same(system: Processes, servers: Servers) -> None:
    servers.stop("valkey")
    until(system.readiness, lambda seen: seen == WITHOUT_VALKEY)
    assert passing(system, "voting-http", "valkey") == 0
    assert cast_vote(system, 1).status_code == 202
    assert system.alive() == {200}
    servers.start("valkey")
    until(system.readiness, lambda seen: seen == ALL_READY)
    assert passing(system, "voting-http", "valkey") == 1


def test_a_kafka_that_is_away_is_named_by_every_process(system: Processes, servers: Servers) -> None:
    before = {name: process.pid for name, process in system.running.items()}
    servers.stop("kafka")
    found = until(system.readiness, lambda seen: all(status == 503 for status, _ in seen.values()))
    assert {name for name, (_, body) in found.items() if "kafka" not in str(body["failing"])} == set()
    assert {passing(system, name, "kafka") for name in NINE} == {0}
    assert system.alive() == {200}
    servers.start("kafka")
    until(system.readiness, lambda seen: seen == ALL_READY)
    assert {name: process.pid for name, process in system.running.items() if process.poll() is None} == before
    counted_before = counted(system)
    until(lambda: cast_vote(system, 2).status_code, lambda status: status in {202, 409})
    until(lambda: counted(system), lambda votes: votes > counted_before)
