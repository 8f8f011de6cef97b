"""The faults. Each does its damage when called, and returns when what it harmed is there again."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import redis

from tests.faults.harness.control import has_counted
from tests.faults.harness.crowd import Crowd
from tests.faults.harness.ground import Ground, Member, until
from tests.faults.harness.naive import GROUP as CONTROL_GROUP
from tests.faults.harness.plan import Plan
from tests.faults.harness.proxy import Proxy
from tests.faults.harness.supervised import Supervised

SERVED_WITHIN = 60.0
SLOW_SECONDS = 2.0


@dataclass(slots=True)
class Scene:
    """A run in progress."""

    ground: Ground
    plan: Plan
    crowd: Crowd
    began: float = 0.0
    opened: list[float] = field(default_factory=list)
    """When the broker's port was open again."""

    def now(self) -> float:
        """By the event loop's clock."""
        return asyncio.get_running_loop().time()


async def accept_killed(scene: Scene) -> None:
    """The first accept process; where there are two doors the voters go to the other one."""
    await _killed(scene, scene.ground.accepts[0])


async def tally_killed(scene: Scene) -> None:
    """The first tally, and the control if there is one, as soon as it has counted what it has not committed."""
    await _control_counts(scene)
    if scene.ground.control is not None:
        scene.ground.control.kill()
    await _killed(scene, scene.ground.tallies[0])


async def tally_paused(scene: Scene) -> None:
    """Its group gives its partitions away meanwhile."""
    process = scene.ground.tallies[0].process
    process.send(signal.SIGSTOP)
    await asyncio.sleep(scene.plan.spell)
    process.send(signal.SIGCONT)
    await scene.ground.tallies[0].ready(scene.ground.client)


async def rebalance(scene: Scene) -> None:
    """A second member of the same group takes over partitions, and gives them back."""
    for turn in range(2):
        await _second_tally(scene, f"tally-second-{scene.plan.seed}-{turn}")


async def valkey_killed(scene: Scene) -> None:
    """All pictures and checkpoints are gone with it, and what the control has counted, if there is one."""
    await _control_counts(scene)
    scene.ground.valkey.kill()
    await _gone(scene.ground.valkey, "Valkey")
    await until(scene.ground.valkey_there, "Valkey")


async def flush_all(scene: Scene) -> None:
    """Everything in Valkey goes, the server stays."""
    with redis.Redis.from_url(scene.ground.settings.valkey) as store:
        for _ in range(scene.plan.times):
            await asyncio.to_thread(store.flushall)
            await asyncio.sleep(scene.plan.spell)


async def broker_killed(scene: Scene) -> None:
    """What it has acknowledged lies in the page cache of the machine."""
    broker = _broker(scene)
    broker.kill()
    await _gone(broker, "the broker")
    await _broker_back(scene)


async def broker_stopped(scene: Scene) -> None:
    """An orderly stop, as for an upgrade."""
    broker = _broker(scene)
    await broker.stop()
    await asyncio.sleep(scene.plan.spell)
    broker.start()
    await _broker_back(scene)


async def broker_paused(scene: Scene) -> None:
    """Connections stay open, and nothing is answered."""
    for _ in range(scene.plan.times):
        _broker(scene).send(signal.SIGSTOP)
        await asyncio.sleep(scene.plan.spell)
        _broker(scene).send(signal.SIGCONT)
        await scene.crowd.more(1, SERVED_WITHIN)


async def broker_slow(scene: Scene) -> None:
    """The voters of this run go to the accept process that reaches the broker by the proxy."""
    if scene.ground.to_broker is not None:
        scene.ground.to_broker.delay = scene.plan.spell
        await asyncio.sleep(SLOW_SECONDS)
        scene.ground.to_broker.delay = 0.0


async def broker_answer_cut(scene: Scene) -> None:
    """As above; the sheet is on the log, and accept does not know."""
    proxy = scene.ground.to_broker
    for _ in range(scene.plan.times):
        await _cut(proxy, 1)
        await asyncio.sleep(scene.plan.spell)


async def answer_cut(scene: Scene) -> None:
    """Votes are taken, and their voters do not know."""
    proxy = scene.ground.to_accept
    for _ in range(scene.plan.times):
        await _cut(proxy, scene.plan.times)
        await asyncio.sleep(scene.plan.spell)


DO: dict[str, Callable[[Scene], Awaitable[None]]] = {
    "accept-killed": accept_killed, "accept-killed-of-two": accept_killed, "tally-killed": tally_killed,
    "tally-killed-of-twins": tally_killed, "tally-paused": tally_paused, "rebalance": rebalance,
    "valkey-killed": valkey_killed, "flush-all": flush_all, "broker-killed": broker_killed,
    "broker-stopped": broker_stopped, "broker-away": broker_stopped, "broker-paused": broker_paused,
    "broker-slow": broker_slow, "broker-answer-cut": broker_answer_cut, "answer-cut": answer_cut,
}  # fmt: skip
NEED_BROKER = frozenset(name for name in DO if name.startswith("broker-")) | {"accept-killed-of-two"}
"""Not to be done to a broker that others use; the second accept process reaches the broker by our proxy, too."""


def doors_of(ground: Ground, fault: str) -> list[str]:
    """Where the voters of a run go."""
    if fault == "answer-cut" and ground.to_accept is not None:
        return [f"http://127.0.0.1:{ground.to_accept.port}"]
    if fault in ("broker-slow", "broker-answer-cut"):
        return [ground.accepts[1].url]
    return [one.url for one in ground.accepts] if fault == "accept-killed-of-two" else [ground.accepts[0].url]


async def _cut(proxy: Proxy | None, answers: int) -> None:
    """Returns once so many answers more were cut."""
    if proxy is None:
        raise RuntimeError("there is no proxy to cut at")
    proxy.to_cut = answers
    await until(lambda: not proxy.to_cut, "cut answers", SERVED_WITHIN)


async def _second_tally(scene: Scene, name: str) -> None:
    """And a second member of the control's group, if there is a control."""
    ground, other = scene.ground, f"{name}-control"
    control = ground.control_member(other) if ground.control is not None else None
    second = ground.member("stream", name)
    await until(lambda: ground.has_member(second), "a second member of the group")
    if control is not None:
        await until(lambda: ground.settled(CONTROL_GROUP, other), "a second member of the control's group")
    await asyncio.sleep(scene.plan.spell)
    await second.process.end()
    if control is not None:
        await control.end()


async def _killed(scene: Scene, member: Member) -> None:
    member.process.kill()
    await _gone(member.process, member.process.name)
    await member.ready(scene.ground.client)


async def _control_counts(scene: Scene) -> None:
    """Returns once the control, if there is one, has counted a vote of this run: there is something to spoil."""
    ground = scene.ground
    if ground.control is not None:
        await until(lambda: has_counted(ground.settings, scene.plan.contest_id), "the control's first vote")


async def _gone(process: Supervised, name: str) -> None:
    ends = len(process.statuses)
    await until(lambda: len(process.statuses) > ends or not process.pid, f"the end of {name}")


def _broker(scene: Scene) -> Supervised:
    if scene.ground.own_broker is None:
        raise RuntimeError("the broker is not ours")
    return scene.ground.own_broker


async def _broker_back(scene: Scene) -> None:
    await until(scene.ground.broker_there, "the broker")
    scene.opened.append(scene.now())
