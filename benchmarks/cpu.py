"""CPU seconds of a process, as the kernel counts them."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads so far, in steps of 10 ms. Raises FileNotFoundError when it is gone."""
    return seconds_of(Path(f"/proc/{pid}/stat").read_text(), _TICKS)


def seconds_of(stat: str, ticks: int) -> float:
    """proc_pid_stat(5): fields 14 and 15; the name in field 2 may hold spaces and brackets."""
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / ticks


@dataclass(slots=True)
class Meter:
    """CPU and wall time of a process from here on."""

    pid: int
    cpu: float = 0.0
    wall: float = 0.0

    def start(self) -> None:
        """From now."""
        self.cpu, self.wall = cpu_seconds(self.pid), time.monotonic()

    def read(self) -> tuple[float, float]:
        """CPU and wall seconds since the start."""
        return cpu_seconds(self.pid) - self.cpu, time.monotonic() - self.wall
