"""The stack without containers: which processes there are, where each listens, and what each is told."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = "ZJ_DATA_DIR"
MARK = "ZJ_STACK"
"""In the environment of every process of a stack: whose it is, so that a stray one can be found."""


@dataclass(frozen=True, slots=True)
class ServiceProcess:
    """A process of a service: `intake-http` runs `intake.entrypoints.http`."""

    service: str
    entrypoint: str
    offset: int
    """Added to the stack's port base."""

    @property
    def name(self) -> str:
        return f"{self.service}-{self.entrypoint}"

    @property
    def module(self) -> str:
        return f"{self.service}.entrypoints.{self.entrypoint}"


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

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Stack":
        """The stack that the environment means; without a word there, the demo's."""
        return cls(
            data=Path(environment.get(DATA_DIR, ".data")).resolve(),
            public_port=int(environment.get("ZJ_DEMO_PORT", 8080)),
            kafka_port=int(environment.get("ZJ_KAFKA_PORT", 9092)),
            valkey_port=int(environment.get("ZJ_VALKEY_PORT", 6379)),
            port_base=int(environment.get("ZJ_PORT_BASE", 8100)),
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
        return next(f"127.0.0.1:{self.port(one)}" for one in PROCESSES if one.name == name)

    def ports(self) -> dict[int, str]:
        """Every port with who needs it; Kafka's controller listens beside the broker."""
        own = {self.port(one): one.name for one in PROCESSES}
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
            "ZJ_CAMPAIGNS_DIR": str(ROOT / "campaigns"),
            "ZJ_DEMO_PORT": str(self.public_port),
            **{f"ZJ_{one.service.upper()}_HTTP": self.address(f"{one.service}-http") for one in PROCESSES},
            MARK: str(self.home),
        }


def current() -> Stack:
    """The stack that this process's environment means."""
    return Stack.of(os.environ)
