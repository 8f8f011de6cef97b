"""The stack without containers: which processes there are, where each listens, and what each is told."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = "ZJ_DATA_DIR"
MARK = "ZJ_STACK"
"""In the environment of every process of a stack: whose it is, so that a stray one can be found."""
MOST = 9
"""Accept or tally processes of a stack: their ports lie between those of the others."""
TWIN_GROUP = "voting-tally-twin"


class PlanError(ValueError):
    """A stack that cannot be: the message says which word of the environment is wrong."""


@dataclass(frozen=True, slots=True)
class ServiceProcess:
    """A process of a service: `intake-http` runs `intake.entrypoints.http`; `voting-http-2` is a second one."""

    service: str
    entrypoint: str
    offset: int
    """Added to the stack's port base."""
    number: int = 1
    tally_group: str = ""
    """Of a twin: the consumer group that counts the same partitions a second time."""

    @property
    def name(self) -> str:
        if self.tally_group:
            return f"{self.service}-twin"
        return f"{self.service}-{self.entrypoint}" + (f"-{self.number}" if self.number > 1 else "")

    @property
    def module(self) -> str:
        return f"{self.service}.entrypoints.{self.entrypoint}"

    @property
    def environment(self) -> dict[str, str]:
        """What it alone is told."""
        return {"ZJ_TALLY_GROUP": self.tally_group} if self.tally_group else {}


PROCESSES = (
    ServiceProcess("intake", "http", 1),
    ServiceProcess("review", "http", 2),
    ServiceProcess("voting", "http", 3),
    ServiceProcess("notify", "http", 4),
    ServiceProcess("intake", "relay", 11),
    ServiceProcess("review", "relay", 12),
    ServiceProcess("voting", "relay", 13),
    ServiceProcess("notify", "relay", 14),
    ServiceProcess("voting", "stream", 23),
)


@dataclass(frozen=True, slots=True)
class Stack:
    """One stack: its data folder and its ports. Two with other ports and folders do not meet."""

    data: Path
    public_port: int
    kafka_port: int
    valkey_port: int
    port_base: int
    accept: int = 1
    """Processes that accept votes."""
    tally: int = 1
    """Processes that count them, in one consumer group."""
    twin: bool = False
    """Whether another group counts beside it."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Stack":
        """The stack that the environment means; without a word there, the demo's. Raises PlanError."""
        return cls(
            data=Path(environment.get(DATA_DIR, ".data")).resolve(),
            public_port=int(environment.get("ZJ_DEMO_PORT", 8080)),
            kafka_port=int(environment.get("ZJ_KAFKA_PORT", 9092)),
            valkey_port=int(environment.get("ZJ_VALKEY_PORT", 6379)),
            port_base=int(environment.get("ZJ_PORT_BASE", 8100)),
            accept=_amount(environment, "ACCEPT"),
            tally=_amount(environment, "TALLY"),
            twin=environment.get("TWIN") == "1",
        )

    @property
    def processes(self) -> tuple[ServiceProcess, ...]:
        """Every process of a service in this stack."""
        return (
            *PROCESSES,
            *(ServiceProcess("voting", "http", 30 + number, number) for number in range(2, self.accept + 1)),
            *(ServiceProcess("voting", "stream", 40 + number, number) for number in range(2, self.tally + 1)),
            *([ServiceProcess("voting", "stream", 51, tally_group=TWIN_GROUP)] if self.twin else []),
        )

    @property
    def home(self) -> Path:
        """What `make clean` forgets."""
        return self.data / "demo"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def socket(self) -> Path:
        """Where the supervisor listens."""
        return self.home / "supervisor.sock"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.public_port}"

    @property
    def kafka(self) -> str:
        return f"127.0.0.1:{self.kafka_port}"

    @property
    def valkey(self) -> str:
        return f"redis://127.0.0.1:{self.valkey_port}/0"

    def port(self, process: ServiceProcess) -> int:
        return self.port_base + process.offset

    def address(self, name: str) -> str:
        """Host and port of the process of this name."""
        return next(f"127.0.0.1:{self.port(one)}" for one in self.processes if one.name == name)

    def upstreams(self, service: str) -> str:
        """Where Caddy finds the service: every one of its HTTP processes."""
        http = [one for one in self.processes if (one.service, one.entrypoint) == (service, "http")]
        return " ".join(self.address(one.name) for one in http)

    def ports(self) -> dict[int, str]:
        """Every port with who needs it; Kafka's controller listens beside the broker."""
        own = {self.port(one): one.name for one in self.processes}
        servers = {self.kafka_port: "Kafka", self.kafka_port + 1: "Kafka", self.valkey_port: "Valkey"}
        return {self.public_port: "web", **servers, **own}

    def environment(self) -> dict[str, str]:
        """What all processes are told, the public port's own included."""
        return {
            "ZJ_PROFILE": "demo",
            "ZJ_KAFKA": self.kafka,
            "ZJ_VALKEY": self.valkey,
            "ZJ_PUBLIC_URL": self.url,
            "ZJ_INTAKE_URL": f"http://{self.address('intake-http')}",
            "ZJ_NOTIFY_URL": f"http://{self.address('notify-http')}",
            "ZJ_CAMPAIGNS_DIR": os.environ.get("ZJ_CAMPAIGNS_DIR") or str(ROOT / "campaigns"),
            "ZJ_FILES_DIR": str(self.home / "files"),
            "ZJ_DEMO_PORT": str(self.public_port),
            **{f"ZJ_{service.upper()}_HTTP": self.upstreams(service) for service in {one.service for one in PROCESSES}},
            MARK: str(self.home),
        }


def current() -> Stack:
    """The stack that this process's environment means. Raises PlanError."""
    return sound(Stack.of(os.environ))


def sound(stack: Stack) -> Stack:
    """The stack, if each of its ports is needed once. Raises PlanError with the port that two need."""
    needed = [stack.public_port, stack.kafka_port, stack.kafka_port + 1, stack.valkey_port]
    needed += [stack.port(one) for one in stack.processes]
    for port in needed:
        if needed.count(port) > 1:
            raise PlanError(
                f"端口 {port} 被安排了两次（Kafka 还要用其后一个端口） "
                f"port {port} is needed twice (Kafka takes the one after its own, too): "
                "ZJ_DEMO_PORT, ZJ_KAFKA_PORT, ZJ_VALKEY_PORT, ZJ_PORT_BASE"
            )
    return stack


def _amount(environment: Mapping[str, str], name: str) -> int:
    said = environment.get(name) or "1"
    if not said.isdecimal() or not 1 <= int(said) <= MOST:
        raise PlanError(f"{name}={said}: 1 至 {MOST} 个进程 1 to {MOST} processes")
    return int(said)
