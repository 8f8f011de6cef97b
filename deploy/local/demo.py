"""`python -m deploy.local.demo [start|stop]`: the whole system on this machine, with a campaign in its voting phase."""

import argparse
import asyncio
import os
import subprocess
import sys
import threading
import time

from deploy.local.crowd import run_crowd
from deploy.local.kafka import JarsError
from deploy.local.rehearsal.client import PatienceError, UnexpectedError
from deploy.local.rehearsal.play import first_of
from deploy.local.rehearsal.stage import MismatchError
from deploy.local.running import NotReadyError, PortsTakenError, is_running, running_stack, stop
from deploy.local.seed import seed
from deploy.local.servers import end_on_signals
from deploy.local.stack import PlanError, Stack, current
from deploy.local.table import table

FAILURES = (PortsTakenError, NotReadyError, JarsError, MismatchError, UnexpectedError, PatienceError, ExceptionGroup)
HOW_TO_MOVE = "ZJ_DEMO_PORT, ZJ_KAFKA_PORT, ZJ_VALKEY_PORT, ZJ_PORT_BASE"


def main() -> int:
    """Does what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.demo", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("start", "stop"), default="start")
    command = parser.parse_args().command
    try:
        stack = current()
    except PlanError as error:
        print(error, file=sys.stderr)
        return 2
    if command == "stop":
        print("已停止。 Stopped." if stop(stack) else "没有正在运行的演示系统。 Nothing is running.")
        return 0
    if is_running(stack):
        print(f"演示系统已在运行。 It is running already; `make stop` ends it.\n\n{table(stack.url)}")
        return 0
    return start(stack)


def start(stack: Stack) -> int:
    """Runs until Ctrl-C or `make stop`. 1 when it could not start; what stood in the way is said."""
    started = time.monotonic()
    end_on_signals()
    print(
        "正在启动…… Starting (the first time also fetches Kafka and fills the demo: some minutes at most).", flush=True
    )
    try:
        with running_stack(stack) as supervisor:
            asyncio.run(seed(stack.url))
            print(f"\n{table(stack.url)}\n\n  就绪，用时 ready after {time.monotonic() - started:.0f} s; "
                  "按 Ctrl-C 或运行 make stop 停止 Ctrl-C or `make stop` ends it.", flush=True)  # fmt: skip
            _watch(stack, supervisor)
    except KeyboardInterrupt:
        pass
    except FAILURES as error:
        print(_told(error), file=sys.stderr)
        return 1
    print("\n已停止。 Stopped.", flush=True)
    return 0


def _told(error: BaseException) -> str:
    """What stood in the way, and what to do about it."""
    match error:
        case PortsTakenError():
            return f"端口已被占用 These ports are taken: {error}\n改用其他端口 Others can be set: {HOW_TO_MOVE}"
        case NotReadyError():
            return f"未能启动 Not ready: {error}\n{error.tail}"
        case JarsError():
            return f"未能取得 Kafka; Kafka could not be had: {error}"
        case BaseExceptionGroup():
            return _told(first_of(error))
    return f"演示数据未能备齐，可再次运行 The demo could not be filled; start it again to go on: {error}"


def _watch(stack: Stack, supervisor: "subprocess.Popen[bytes]") -> None:
    """Lets the crowd vote beside, and returns when the supervisor has ended."""
    if os.environ.get("CROWD") != "0":
        threading.Thread(target=_crowd, args=(stack.url,), daemon=True).start()
    supervisor.wait()


def _crowd(url: str) -> None:
    try:
        asyncio.run(run_crowd(url))
    except Exception as error:  # noqa: BLE001 - the demo goes on without its crowd, and says so
        print(f"模拟投票已结束 The simulated crowd has left: {error}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
