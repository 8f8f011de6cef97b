"""The stack's processes under supervisord: one readable configuration, and each that falls is started again."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport  # type: ignore[import-untyped]

from deploy.local import kafka, valkey
from deploy.local.stack import MARK, ROOT, Stack

_HEAD = """\
[unix_http_server]
file = {socket}
chmod = 0700

[supervisord]
nodaemon = true
silent = true
logfile = {logs}/supervisord.log
pidfile = {home}/supervisord.pid
identifier = zhengji

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
_PROGRAM = """
[program:{name}]
command = {command}
directory = {root}
environment = {environment}
priority = {priority}
autorestart = true
startsecs = 1
startretries = 1000
stopwaitsecs = 12
stopasgroup = true
killasgroup = true
redirect_stderr = true
stdout_logfile = {logs}/{name}.log
stdout_logfile_maxbytes = 20MB
stdout_logfile_backups = 1
"""
SERVERS_FIRST, SERVICES_NEXT, FRONT_LAST = 10, 20, 30
"""Started in this order, stopped in the other one: the log outlives its writers."""


class Supervisor:
    """The running supervisor of a stack. Every call raises OSError when there is none."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def pid_of(self, name: str) -> int:
        """The id of a running process, 0 while it has none."""
        return int(self._ask().getProcessInfo(name)["pid"])

    def answers(self) -> bool:
        """Whether it runs."""
        try:
            return bool(self._ask().getState()["statename"])
        except (OSError, Fault):
            return False

    def own_pid(self) -> int:
        """Its own process id."""
        return int(self._ask().getPID())

    def _ask(self) -> Any:
        """A connection for one call: the library's transport is not for several threads."""
        proxy: Any = ServerProxy(
            "http://127.0.0.1", transport=SupervisorTransport(None, None, f"unix://{self._socket}")
        )
        return proxy.supervisor


def start_supervisor(stack: Stack) -> "subprocess.Popen[bytes]":
    """Starts everything; in a session of its own, so that Ctrl-C reaches only who waits for it."""
    configuration = write_configuration(stack)
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration)]
    environment = {**os.environ, MARK: str(stack.home)}
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment, start_new_session=True)


def write_configuration(stack: Stack) -> Path:
    """supervisord.conf of the stack; formats Kafka's folder the first time."""
    stack.logs.mkdir(parents=True, exist_ok=True)
    path = stack.home / "supervisord.conf"
    head = _HEAD.format(socket=_plain(stack.socket), logs=_plain(stack.logs), home=_plain(stack.home))
    path.write_text(head + "".join(_programs(stack)))
    return path


def _programs(stack: Stack) -> list[str]:
    jars = kafka.ensure_jars(stack.data / "jars")
    properties = kafka.prepare(stack.home / "kafka", stack.kafka_port, jars)
    caddy = [str(Path(sys.executable).parent / "caddy"), "run", "--adapter", "caddyfile", "--config",
             str(ROOT / "deploy/caddy/Caddyfile")]  # fmt: skip
    return [
        _program(stack, "kafka", kafka.server_command(jars, properties), SERVERS_FIRST),
        _program(stack, "valkey", valkey.server_command(stack.valkey_port, stack.home / "valkey"), SERVERS_FIRST),
        *(_program(stack, one.name, [sys.executable, "-m", one.module], SERVICES_NEXT,
                   ZJ_HTTP_PORT=str(stack.port(one)), **one.environment) for one in stack.processes),
        _program(stack, "caddy", caddy, FRONT_LAST, XDG_DATA_HOME=str(stack.home), XDG_CONFIG_HOME=str(stack.home)),
    ]  # fmt: skip


def _program(stack: Stack, name: str, command: list[str], priority: int, **more: str) -> str:
    environment = {**stack.environment(), **more}
    return _PROGRAM.format(
        name=name,
        command=_plain(shlex.join(command)),
        root=_plain(ROOT),
        environment=",".join(f'{key}="{_plain(value)}"' for key, value in environment.items()),
        priority=priority,
        logs=_plain(stack.logs),
    )


def _plain(text: object) -> str:
    """supervisord expands what follows a percent sign."""
    return str(text).replace("%", "%%")
