"""The loop under the simulator: virtual time, and processes that die or stand still between two steps."""

import asyncio

import pytest

from tests.faults.simulation.loop import Process, VirtualLoop


def test_an_hour_passes_at_once_and_in_the_order_of_its_moments() -> None:
    loop, seen = VirtualLoop(), list[tuple[float, str]]()

    async def wait(seconds: float, name: str) -> None:
        await asyncio.sleep(seconds)
        seen.append((loop.time(), name))

    async def everything() -> None:
        await asyncio.gather(wait(3600.0, "hour"), wait(0.5, "half"), wait(60.0, "minute"))

    loop.run_until_complete(everything())
    assert seen == [(0.5, "half"), (60.0, "minute"), (3600.0, "hour")]


def test_a_killed_process_does_nothing_more_not_even_farewell() -> None:
    loop, process, seen = VirtualLoop(), Process("p"), list[str]()

    async def work() -> None:
        try:
            seen.append("begun")
            await asyncio.sleep(1.0)
            seen.append("ended")
        finally:
            seen.append("tidied")

    async def outside() -> list[str]:
        loop.spawn(process, work())
        await asyncio.sleep(0.5)
        process.alive = False
        await asyncio.sleep(10.0)
        return list(seen)

    assert loop.run_until_complete(outside()) == ["begun"]


def test_a_stopped_process_finds_what_came_due_when_it_goes_on() -> None:
    loop, process, seen = VirtualLoop(), Process("p"), list[float]()

    async def tick() -> None:
        while True:
            await asyncio.sleep(1.0)
            seen.append(loop.time())

    async def outside() -> None:
        loop.spawn(process, tick())
        await asyncio.sleep(1.5)
        process.stopped = True
        await asyncio.sleep(5.0)
        loop.resume(process)
        await asyncio.sleep(2.1)

    loop.run_until_complete(outside())
    assert seen == [1.0, 6.5, 7.5, 8.5]


def test_a_timeout_is_a_timeout_of_virtual_time() -> None:
    async def outside() -> float:
        loop = asyncio.get_running_loop()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(30.0):
                await loop.create_future()
        return loop.time()

    assert VirtualLoop().run_until_complete(outside()) == 30.0


def test_what_can_never_end_is_said() -> None:
    async def outside() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(RuntimeError, match="nobody will ever"):
        VirtualLoop().run_until_complete(outside())


def test_there_is_no_thread_and_no_network() -> None:
    async def outside() -> None:
        await asyncio.to_thread(print)

    with pytest.raises(AttributeError):
        VirtualLoop().run_until_complete(outside())
