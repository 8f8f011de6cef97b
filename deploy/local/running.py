"""A stack from its start to its end: ports looked at before, readiness waited for, nothing left behind."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import psutil

from deploy.local.servers import accepts, end
from deploy.local.stack import MARK, Stack
from deploy.local.supervision import Supervisor, start_supervisor

READY_SECONDS = 240.0
STOP_SECONDS = 30.0
_LOG_TAIL = 1500


class NotReadyError(Exception):
    """Some processes did not get ready; `tail` is the end of the first one's log."""

    def __init__(self, names: list[str], tail: str) -> None:
        super().__init__(", ".join(names))
        self.tail = tail


class PortsTakenError(Exception):
    """Somebody else listens where the stack must."""

    def __init__(self, taken: dict[int, str]) -> None:
        super().__init__(", ".join(f"{port} ({name})" for port, name in taken.items()))
        self.taken = taken


@contextmanager
def running_stack(stack: Stack) -> Iterator["subprocess.Popen[bytes]"]:
    """Everything started and ready; yields the supervisor. Raises PortsTakenError or NotReadyError."""
    taken = {port: name for port, name in stack.ports().items() if accepts(port)}
    if taken:
        raise PortsTakenError(taken)
    supervisor = start_supervisor(stack)
    try:
        await_ready(stack, supervisor)
        yield supervisor
    finally:
        end(supervisor, within=STOP_SECONDS)
        end_strays(stack)


def is_running(stack: Stack) -> bool:
    """Whether this stack's supervisor answers."""
    return Supervisor(stack.socket).answers()


def stop(stack: Stack) -> bool:
    """Ends a running stack from outside, strays included; whether there was anything to end."""
    found = False
    if is_running(stack):
        found = True
        _end_all([psutil.Process(Supervisor(stack.socket).own_pid())])
    return end_strays(stack) or found


def end_strays(stack: Stack) -> bool:
    """Ends what outlived its supervisor; whether there was anything."""
    mine = [process for process in psutil.process_iter() if _belongs(process, stack)]
    _end_all(mine)
    return bool(mine)


def await_ready(stack: Stack, supervisor: "subprocess.Popen[bytes]") -> None:
    """Returns once every process says that it is ready and the one port answers."""
    deadline = time.monotonic() + READY_SECONDS
    while waiting := unready(stack):
        if supervisor.poll() is not None or time.monotonic() > deadline:
            log = stack.logs / f"{waiting[0]}.log"
            tail = log.read_text(errors="replace")[-_LOG_TAIL:] if log.exists() else ""
            raise NotReadyError(waiting, tail)
        time.sleep(0.5)


def unready(stack: Stack) -> list[str]:
    """The processes that are not ready now, in the order of the start."""
    # One client for all: each new one would load the certificates of the machine, 20 ms of a starting system's time.
    with httpx2.Client(timeout=4.0, trust_env=False, verify=False) as client:
        return [name for name, url in _probes(stack).items() if not _is_fine(client, url)]


def _probes(stack: Stack) -> dict[str, str]:
    own = {one.name: f"http://127.0.0.1:{stack.port(one)}/readyz" for one in stack.processes}
    return {**own, "caddy": f"http://127.0.0.1:{stack.public_port}/api/v1/campaigns"}


def _is_fine(client: httpx2.Client, url: str) -> bool:
    try:
        return client.get(url).status_code == 200
    except httpx2.TransportError:
        return False


def _belongs(process: psutil.Process, stack: Stack) -> bool:
    try:
        mine = process.pid == os.getpid()
        return not mine and process.environ().get(MARK) == str(stack.home)
    except (psutil.Error, OSError):
        return False


def _end_all(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.terminate()
    _, staying = psutil.wait_procs(processes, timeout=STOP_SECONDS)
    for process in staying:
        process.kill()
