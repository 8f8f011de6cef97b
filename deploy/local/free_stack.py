"""A stack beside others: on ports that are free now, with its data in a folder of its own."""

import contextlib
import socket
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deploy.local import kafka
from deploy.local.servers import free_port
from deploy.local.stack import ServiceProcess, Stack


def stack_in(folder: Path, accept: int = 1, tally: int = 1) -> Stack:
    """A stack with free ports and its data in `folder`; Kafka's jars are the ones that are there already."""
    (folder / "jars").symlink_to(kafka.ensure_jars().resolve())
    stack = Stack(folder, free_port(), free_port(), free_port(), 0, accept, tally)
    return replace(stack, port_base=free_port_base(stack.processes))


def free_port_base(processes: Sequence[ServiceProcess]) -> int:
    """A number above which the ports of these processes are free."""
    for base in range(20_000, 30_000, 100):
        with contextlib.ExitStack() as bound, contextlib.suppress(OSError):
            for process in processes:
                bound.enter_context(socket.socket()).bind(("127.0.0.1", base + process.offset))
            return base
    raise AssertionError("no free ports between 20000 and 30000")
