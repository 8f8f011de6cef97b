"""docker-compose.yml is valid, says what the code says, and guards every container. Each check can fail."""

import copy
import re
import shutil
import subprocess
from collections.abc import Callable

import pytest
from contracts import TOPICS

from deploy.local.seed import LOGINS
from deploy.local.stack import ROOT, Stack
from tests.contract import compose_file
from tests.contract.compose_file import Compose, load

CADDYFILE = (ROOT / "deploy/caddy/Caddyfile").read_text(encoding="utf-8")
CHECKS: dict[str, Callable[[Compose], list[str]]] = {
    check.__name__: check
    for check in (
        compose_file.against_the_schema,
        compose_file.missing_or_strange_processes,
        compose_file.wrong_dockerfiles,
        compose_file.unknown_settings,
        compose_file.clients_unknown,
        compose_file.secrets_without_a_way_in,
        compose_file.addresses_of_nobody,
        compose_file.unpinned,
        compose_file.unguarded,
        compose_file.loose_dependencies,
        compose_file.mounts_of_nothing,
        compose_file.unwatched,
    )
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_file_passes(check: str) -> None:
    assert CHECKS[check](load()) == []


def _set(*path: str | int, to: object) -> Callable[[Compose], None]:
    def plant(compose: Compose) -> None:
        place = compose["services"]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return plant


def _drop(*path: str) -> Callable[[Compose], None]:
    def plant(compose: Compose) -> None:
        place = compose["services"]
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return plant


PLANTED: list[tuple[str, Callable[[Compose], None], str]] = [
    ("against_the_schema", _set("kafka", "comand", to=["x"]), "services/kafka"),
    ("missing_or_strange_processes", _drop("voting-stream"), "voting-stream: None"),
    ("missing_or_strange_processes", _set("intake-relay", "command", 2, to="intake.entrypoints.http"), "intake-relay"),
    ("missing_or_strange_processes", _set("extra", to={"build": ".", "command": ["x"]}), "extra"),
    ("wrong_dockerfiles", _set("review-http", "build", "dockerfile", to="services/intake/Dockerfile"), "review-http"),
    ("unknown_settings", _set("review-http", "environment", "ZJ_MASTER_KEY", to=None), "ZJ_MASTER_KEY"),
    ("clients_unknown", _drop("voting-http", "environment", "FORWARDED_ALLOW_IPS"), "voting-http"),
    ("clients_unknown", _set("intake-http", "environment", "FORWARDED_ALLOW_IPS", to="*"), "intake-http"),
    ("secrets_without_a_way_in", _drop("voting-relay", "environment", "ZJ_VOTER_PEPPER"), "ZJ_VOTER_PEPPER"),
    ("secrets_without_a_way_in", _set("intake-http", "environment", "ZJ_MASTER_KEY", to="Zm9v"), "ZJ_MASTER_KEY"),
    ("addresses_of_nobody", _set("caddy", "environment", "ZJ_VOTING_HTTP", to="voting-http:8103"), "8103"),
    ("addresses_of_nobody", _set("notify-http", "environment", "ZJ_INTAKE_URL", to="http://intake:80"), "intake:80"),
    ("unpinned", _set("caddy", "image", to="caddy:2-alpine"), "caddy:2-alpine"),
    ("unguarded", _drop("kafka", "read_only"), "kafka: read_only"),
    ("unguarded", _set("seed", "cap_drop", to=[]), "seed: cap_drop"),
    ("unguarded", _drop("grafana", "healthcheck"), "grafana: healthcheck"),
    ("unguarded", _set("valkey", "privileged", to=True), "valkey: privileged"),
    ("loose_dependencies", _set("caddy", "depends_on", "review-http", "condition", to="service_started"), "caddy on"),
    ("mounts_of_nothing", _set("caddy", "volumes", 0, to="./deploy/Caddyfile:/etc/caddy/Caddyfile:ro"), "./deploy/Cad"),
    ("mounts_of_nothing", _set("seed", "volumes", 0, to="./deploy:/app/deploy"), "seed: ./deploy"),
    ("mounts_of_nothing", _set("kafka", "volumes", 0, to="log:/var/lib/kafka/data"), "kafka: log"),
    ("unwatched", _drop("notify-relay"), "notify-relay notify-relay:8000"),
    ("loose_dependencies", _drop("notify-relay", "depends_on", "valkey"), "notify-relay"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "plant", "expected"), PLANTED, ids=[f"{check}: {expected}" for check, _, expected in PLANTED]
)
def test_a_planted_fault_is_found(check: str, plant: Callable[[Compose], None], expected: str) -> None:
    compose = copy.deepcopy(load())
    plant(compose)

    found = CHECKS[check](compose)

    assert found
    assert all(expected in line for line in found)


def _compose_command() -> list[str] | None:
    """Compose v2 where it is: as docker's plug-in, or by itself."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]):
            answer = subprocess.run([*command, "version", "--short"], capture_output=True, text=True, check=False)
            if answer.returncode == 0 and re.match(r"v?[2-9]", answer.stdout):
                return command
    return None


def _config(text: str) -> int:
    """What compose says of the text; where there is none, what the schema says."""
    if (command := _compose_command()) is None:
        return len(compose_file.against_the_schema(compose_file.parse(text)))
    arguments = [*command, "--project-directory", str(ROOT), "--profile", "demo", "--file", "-", "config", "--quiet"]
    return subprocess.run(arguments, input=text, text=True, capture_output=True, check=False).returncode


def test_compose_itself_takes_the_file_and_refuses_a_broken_one() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    assert _config(text) == 0
    assert _config(text.replace("condition: service_healthy", "condition: service_happy")) != 0


def test_one_caddyfile_serves_both_worlds() -> None:
    upstreams = dict(re.findall(r"\{\$(ZJ_[A-Z_]+):([^}]+)\}", CADDYFILE))
    public_port = upstreams.pop("ZJ_DEMO_PORT")
    caddy = load()["services"]["caddy"]

    assert caddy["environment"].keys() == upstreams.keys()
    assert caddy["ports"] == [f"${{ZJ_DEMO_BIND:-127.0.0.1}}:${{ZJ_DEMO_PORT:-{public_port}}}:{public_port}"]


def test_the_ports_are_the_demos_and_only_the_public_one_can_leave_the_machine() -> None:
    found = compose_file.published(load())
    demo = Stack.of({})

    assert found.keys() == {"caddy", "kafka", "prometheus", "grafana"}
    assert f"${{ZJ_DEMO_PORT:-{demo.public_port}}}" in found["caddy"]
    assert found["kafka"].startswith(f"127.0.0.1:${{ZJ_KAFKA_PORT:-{demo.kafka_port}}}:")
    assert all(place.startswith("127.0.0.1:") for name, place in found.items() if name != "caddy")


def test_the_logins_are_the_demos() -> None:
    services = load()["services"]
    process = services["intake-http"]["environment"]
    grafana = services["grafana"]["environment"]

    assert process["ZJ_PROFILE"] == "${ZJ_PROFILE:-demo}"
    assert grafana["GF_SECURITY_ADMIN_USER"] == "operator"
    assert grafana["GF_SECURITY_ADMIN_PASSWORD"] == f"${{ZJ_GRAFANA_PASSWORD:-{LOGINS['operator']}}}"


def test_topics_are_made_by_the_code_alone() -> None:
    """No name of a topic stands in the file: it could only differ from the registry's."""
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    assert 'KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false"' in text
    assert [topic.name for topic in TOPICS if topic.name in text] == []
    assert re.findall(r"[a-z]+-(?:log|dlq)\b|kafka-topics", text) == []


def test_a_laptop_carries_it() -> None:
    assert compose_file.memory_mib(load()) <= compose_file.MOST_MEMORY_MIB


def test_only_who_must_reaches_out() -> None:
    """Voting, review and intake have no way to the outside: what breaks in there stays there."""
    compose = load()

    assert compose["networks"]["inside"] == {"internal": True}
    outside = {name for name, one in compose["services"].items() if "outside" in one["networks"]}
    assert outside == {"caddy", "kafka", "prometheus", "grafana", "notify-http", "notify-relay"}
