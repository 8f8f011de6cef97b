"""Load by wrk (https://github.com/wg/wrk; Debian's package `wrk`): closed loop, one thread, requests from a script."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parent / "votes.lua"
_NUMBER = {
    "requests": re.compile(r"(\d+) requests in ([\d.]+)(ms|s|m)"),
    "refused": re.compile(r"Non-2xx or 3xx responses: (\d+)"),
    "errors": re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)"),
}
_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


class WrkError(RuntimeError):
    """wrk is missing, failed, or said something that is not understood."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it: answers with 2xx, other answers, broken connections, latencies by percentile in seconds."""

    fine: int
    refused: int
    errors: int
    seconds: float
    latency: dict[int, float]


@dataclass(frozen=True, slots=True)
class Load:
    """Where to, with which tokens, from how many connections, how long."""

    port: int
    path: str
    tokens: Path
    connections: int
    seconds: float


def ensure_wrk() -> str:
    """Where wrk is. Raises WrkError with what to do about it."""
    found = shutil.which("wrk")
    if found is None:
        raise WrkError("wrk is not installed: apt-get install wrk (Debian, Ubuntu) or brew install wrk")
    return found


def run(load: Load) -> Run:
    """Bounded load; returns what wrk says of it."""
    whole = max(1, round(load.seconds))
    command = [
        ensure_wrk(), "-t1", f"-c{load.connections}", f"-d{whole}s", "--timeout", "10s", "--latency",
        "-s", str(SCRIPT), f"http://127.0.0.1:{load.port}", "--", load.path, str(load.tokens),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=whole + 60, check=False)
    if done.returncode:
        raise WrkError(f"wrk: {done.stdout[-500:]}{done.stderr[-500:]}")
    return parsed(done.stdout)


def parsed(text: str) -> Run:
    """What wrk prints, as figures."""
    requests, refused, errors = (_NUMBER[name].search(text) for name in ("requests", "refused", "errors"))
    if requests is None:
        raise WrkError(f"not understood: {text[-500:]}")
    not_fine = int(refused[1]) if refused else 0
    return Run(
        int(requests[1]) - not_fine,
        not_fine,
        sum(map(int, errors.groups())) if errors else 0,
        float(requests[2]) * _SECONDS[requests[3]],
        _latencies(text),
    )


def _latencies(text: str) -> dict[int, float]:
    found = re.findall(r"^\s+(\d+)%\s+([\d.]+)(us|ms|s|m) *$", text, re.MULTILINE)
    return {int(percent): float(value) * _SECONDS[unit] for percent, value, unit in found}
