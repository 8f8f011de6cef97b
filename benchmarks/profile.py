"""Where a process spends its CPU, by sampling it under load (py-spy, in the environment of the benchmark)."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

PY_SPY = Path(".venv-bench/bin/py-spy")
SHOWN = 12


def hot_spots(pid: int, load: Callable[[], object]) -> list[str]:
    """Lines like `18 % domain/receipts.py tree` for the time of the load; empty when py-spy is not there."""
    if not PY_SPY.exists():
        return []
    with TemporaryDirectory() as folder:
        out = Path(folder, "stacks")
        command = [str(PY_SPY), "record", "-p", str(pid), "-f", "raw", "-o", str(out), "-d", "30", "-r", "200", "--gil"]
        sampler = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            load()
        finally:
            sampler.send_signal(2)
            sampler.wait(60)
        return shares(out.read_text().splitlines()) if out.exists() else []


def shares(stacks: Iterable[str]) -> list[str]:
    """The functions in which samples ended, as shares of all samples. A line is `a;b;c count`, innermost last."""
    ends: Counter[str] = Counter()
    for line in stacks:
        stack, _, count = line.rpartition(" ")
        ends[_named(stack.rpartition(";")[2])] += int(count)
    total = sum(ends.values())
    return [f"{count / total:.0%} {name}" for name, count in ends.most_common(SHOWN)]


def _named(frame: str) -> str:
    """`put (voting/handlers/accept.py:98)` as `voting/handlers/accept.py put`."""
    function, _, place = frame.partition(" (")
    file = place.rpartition(":")[0] or place.rstrip(")")
    return f"{'/'.join(file.rsplit('/', 3)[-3:])} {function}".strip()
