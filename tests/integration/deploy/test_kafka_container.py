"""The broker of docker-compose.yml has the settings of the local one, as the image's own code writes them."""

import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.local import kafka
from deploy.local.stack import ROOT

PLACES = {"advertised.listeners", "controller.quorum.voters", "listener.security.protocol.map", "listeners", "log.dirs"}
"""Where a broker listens and keeps its data differs by its nature."""


def rendered(environment: dict[str, str], folder: Path) -> dict[str, str]:
    """What apache/kafka makes of its environment at the start: its wrapper writes server.properties into an empty
    folder, as on the container's tmpfs, and formats the data folder with it."""
    for name in ("default", "mounted", "final"):
        (folder / name).mkdir()
    command = kafka.java_command(
        kafka.ensure_jars(), "kafka.docker.KafkaDockerWrapper", "setup",
        "--default-configs-dir", str(folder / "default"),
        "--mounted-configs-dir", str(folder / "mounted"),
        "--final-configs-dir", str(folder / "final"),
    )  # fmt: skip
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return properties((folder / "final" / "server.properties").read_text())


def properties(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines() if line.strip())
    return {name: value for name, _, value in pairs}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    values: dict[str, str] = compose["services"]["kafka"]["environment"]
    default_port = {name: value.replace("${ZJ_KAFKA_PORT:-9092}", "9092") for name, value in values.items()}
    return {**default_port, "KAFKA_LOG_DIRS": str(tmp_path / "data")}


def local(tmp_path: Path) -> dict[str, str]:
    jars = kafka.ensure_jars()
    return properties(kafka.prepare(tmp_path / "local", 9092, jars).read_text())


def test_both_brokers_have_the_same_settings(environment: dict[str, str], tmp_path: Path) -> None:
    container, here = rendered(environment, tmp_path), local(tmp_path)

    assert container.keys() == here.keys()
    assert {name: container[name] for name in here.keys() - PLACES} == {
        name: here[name] for name in here.keys() - PLACES
    }
    assert (tmp_path / "data" / "meta.properties").exists()


def test_another_setting_in_the_container_is_seen(environment: dict[str, str], tmp_path: Path) -> None:
    container = rendered({**environment, "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "true"}, tmp_path)

    assert container["auto.create.topics.enable"] != local(tmp_path)["auto.create.topics.enable"]


def test_both_have_the_same_cluster_id(environment: dict[str, str]) -> None:
    assert environment["CLUSTER_ID"] == kafka.CLUSTER_ID
