"""The system under test: a real broker, a real Valkey, and the processes that voting needs; one for many runs."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError
from plumbing.probes import kafka_answers
from plumbing.settings import ProcessSettings

from deploy.local import kafka, valkey
from deploy.local.servers import accepts, free_port
from tests.faults.harness.naive import GROUP as CONTROL_GROUP
from tests.faults.harness.naive import NAME as CONTROL_NAME
from tests.faults.harness.proxy import Proxy, is_produce, is_vote
from tests.faults.harness.supervised import Supervised

WITHIN_SECONDS = 90.0
"""Ready within 10 s on two cores of its own."""
_THROUGH = """\
listeners=PLAINTEXT://127.0.0.1:{port},THROUGH://127.0.0.1:{through},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},THROUGH://127.0.0.1:{proxy}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,THROUGH:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
"""
"""A second door of the broker that is advertised as the proxy before it: who comes by it never finds the first."""


class NotReadyError(RuntimeError):
    """Something did not come up, or did not come to rest, in time."""


async def until(said: Callable[[], object], what: str, within: float = WITHIN_SECONDS) -> None:
    """Returns once `said()` is true."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + within
    while not await asyncio.to_thread(said):
        if clock() > deadline:
            raise NotReadyError(f"{what}: not within {within:.0f} s")
        await asyncio.sleep(0.02)


class Member:
    """A process of voting and the port it answers on."""

    def __init__(self, process: Supervised, port: int) -> None:
        self.process, self.port = process, port
        self.url = f"http://127.0.0.1:{port}"

    async def ready(self, client: aiohttp.ClientSession) -> None:
        """Returns once it says that it is."""
        await self.answers(client, "/readyz")

    async def answers(self, client: aiohttp.ClientSession, path: str) -> None:
        """Returns once it answers a path with 200."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + WITHIN_SECONDS
        while not await self._answers(client, path):
            if clock() > deadline:
                raise NotReadyError(f"{self.process.name} {path}: not within {WITHIN_SECONDS:.0f} s")
            await asyncio.sleep(0.05)

    async def _answers(self, client: aiohttp.ClientSession, path: str) -> bool:
        try:
            async with client.get(self.url + path, timeout=aiohttp.ClientTimeout(2.0)) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False


class Ground:
    """`own_broker` is None where the broker is somebody else's: then nothing is done to it."""

    def __init__(self, folder: Path, prefix: str, client: aiohttp.ClientSession) -> None:
        self.folder, self.client = folder, client
        self.settings = ProcessSettings(profile="demo", topic_prefix=prefix)
        self.own_broker: Supervised | None = None
        self.to_broker: Proxy | None = None
        self.to_accept: Proxy | None = None
        self.control: Supervised | None = None
        self._control_name = ""
        self.accepts: list[Member] = []
        self.tallies: list[Member] = []
        self._stack = AsyncExitStack()

    async def servers(self, broker: str | None) -> None:
        """The broker, unless there is one at that address, and Valkey."""
        port = free_port()
        command = valkey.server_command(port, self.folder / "valkey")
        self.valkey = self._supervised("valkey", command, {})
        self.valkey_port = port
        self.valkey.start()
        address = broker or await self._broker()
        places = {"kafka": address, "valkey": f"redis://127.0.0.1:{port}/0"}
        self.settings = self.settings.model_copy(update=places)
        await until(self.valkey_there, "Valkey")
        await until(self.broker_there, "the broker")

    async def voting(self) -> None:
        """A tally and accept; a second one, that reaches the broker by the proxy, where the broker is our own."""
        kafkas = [self.settings.kafka]
        if self.to_broker is not None:
            kafkas.append(f"127.0.0.1:{self.to_broker.port}")
        for number, address in enumerate(kafkas, start=1):
            self.accepts.append(self.member("http", f"accept-{number}", ZJ_KAFKA=address))
        self.tallies = [self.member("stream", "tally-1")]
        self.to_accept = Proxy(self.accepts[0].port, is_vote)
        await self.to_accept.start()
        self._stack.push_async_callback(self.to_accept.close)
        await asyncio.gather(*(one.ready(self.client) for one in [*self.accepts, *self.tallies]))

    async def twins(self, wanted: bool) -> None:
        """Whether a tally of a second group counts beside the first, and is in its group."""
        if wanted and len(self.tallies) == 1:
            twin = self.member("stream", "tally-2", ZJ_TALLY_GROUP="voting-tally-twin")
            self.tallies.append(twin)
            await twin.ready(self.client)
            await until(lambda: self.settled("voting-tally-twin", f"-{twin.port}"), "the twin's group")
        elif not wanted and len(self.tallies) == 2:
            await self.tallies.pop().process.end()

    def member(self, entrypoint: str, name: str, **environment: str) -> Member:
        """A process of voting, started."""
        port = free_port()
        places = {
            "ZJ_PROFILE": "demo", "ZJ_KAFKA": self.settings.kafka, "ZJ_VALKEY": self.settings.valkey,
            "ZJ_TOPIC_PREFIX": self.settings.topic_prefix, "ZJ_HTTP_PORT": str(port), **environment,
        }  # fmt: skip
        command = [sys.executable, "-m", f"voting.entrypoints.{entrypoint}"]
        process = self._supervised(name, command, places)
        process.start()
        return Member(process, port)

    async def with_control(self, name: str) -> None:
        """Starts the control of this name, a module beside this one; returns once it reads every partition."""
        self._control_name = name
        self.control = self.control_member("control")
        await until(lambda: self.settled(CONTROL_GROUP, "control"), "the control")

    def control_member(self, member: str) -> Supervised:
        """One more process of the control's group."""
        places = {
            "ZJ_KAFKA": self.settings.kafka, "ZJ_VALKEY": self.settings.valkey,
            "ZJ_TOPIC_PREFIX": self.settings.topic_prefix, CONTROL_NAME: member,
        }  # fmt: skip
        command = [sys.executable, "-m", f"{__package__}.{self._control_name}"]
        found = self._supervised(f"{member}-{self._control_name}", command, places)
        found.start()
        return found

    def ends(self) -> dict[str, int]:
        """How often each process has ended so far."""
        voting = [one.process for one in [*self.accepts, *self.tallies]]
        servers = [self.valkey, *([self.own_broker] if self.own_broker else [])]
        return {one.name: len(one.statuses) for one in [*servers, *voting]}

    async def know(self, contest_id: str) -> None:
        """Returns once every accept process knows the contest."""
        for one in self.accepts:
            await one.answers(self.client, f"/api/v1/contests/{contest_id}")

    def valkey_there(self) -> bool:
        """Whether Valkey listens."""
        return accepts(self.valkey_port)

    def has_member(self, tally: Member) -> bool:
        """Whether the group of the first tally is settled and has this one. Blocks."""
        return self.settled("voting-tally", f"-{tally.port}")

    def settled(self, name: str, member: str) -> bool:
        """Whether a group is settled and has a member whose instance id ends so. Blocks."""
        group = f"{self.settings.topic_prefix}{name}"
        admin = KafkaAdminClient(bootstrap_servers=self.settings.kafka, bootstrap_timeout_ms=10_000)
        try:
            told = admin.describe_groups([group])[group]
        except KafkaError:  # a group that was never joined has no coordinator yet
            return False
        finally:
            admin.close()
        names = [str(one.get("group_instance_id")) for one in told["members"]]
        return told["group_state"] == "Stable" and any(one.endswith(member) for one in names)

    def broker_there(self) -> bool:
        """Whether the broker speaks Kafka."""
        return kafka_answers(self.settings)

    async def close(self) -> None:
        """Ends every process, the servers last."""
        await self._stack.aclose()

    async def _broker(self) -> str:
        port, through = free_port(), free_port()
        self.to_broker = Proxy(through, is_produce)
        await self.to_broker.start()
        self._stack.push_async_callback(self.to_broker.close)
        jars = await asyncio.to_thread(kafka.ensure_jars)
        properties = await asyncio.to_thread(kafka.prepare, self.folder / "kafka", port, jars)
        # In a file of properties the last line of a name holds.
        more = _THROUGH.format(port=port, controller=port + 1, through=through, proxy=self.to_broker.port)
        properties.write_text(properties.read_text() + more)
        self.own_broker = self._supervised("kafka", kafka.server_command(jars, properties), {})
        self.own_broker.start()
        return f"127.0.0.1:{port}"

    def _supervised(self, name: str, command: list[str], environment: dict[str, str]) -> Supervised:
        found = Supervised(name, command, environment, self.folder)
        self._stack.push_async_callback(found.end)
        return found


@asynccontextmanager
async def ground(folder: Path, broker: str | None = None) -> AsyncIterator[Ground]:
    """Everything started and ready; ended by process id."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    async with aiohttp.ClientSession(trust_env=False) as client:
        found = Ground(folder, f"faults-{free_port()}-", client)
        try:
            await found.servers(broker)
            await found.voting()
            yield found
        finally:
            await found.close()
