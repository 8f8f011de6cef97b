"""When and on what a measurement was made."""

import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plumbing.clock import SystemClock

PACKAGES = (
    "uvicorn",
    "uvloop",
    "httptools",
    "fastapi",
    "kafka-python",
    "faust-streaming",
    "aiokafka",
    "orjson",
    "redis",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When, at which commit, on which machine, with which versions."""

    at: str
    commit: str
    machine: str
    versions: Mapping[str, str]


def moment() -> Moment:
    """Now and here."""
    at = SystemClock().now().strftime("%Y-%m-%d %H:%M UTC")
    return Moment(at, _commit(), _machine(), {"python": platform.python_version(), **_versions()})


def _commit() -> str:
    short = _said("git", "rev-parse", "--short", "HEAD")
    return f"{short}, changed" if _said("git", "status", "--porcelain", "--", "services", "packages") else short


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {platform.system()} {platform.release().split('-')[0]}"


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not there"
    return {**found, "wrk": _said("wrk", "-v").split(" ")[1] if _said("wrk", "-v") else "not there"}


def _said(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except OSError:
        return ""
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else ""
