"""`make demo` and `make stop`, as the README tells them."""

import socket
from pathlib import Path

import httpx2
import psutil
import pytest

from deploy.local.free_stack import stack_in
from deploy.local.rehearsal.client import Client
from deploy.local.running import is_running
from deploy.local.servers import accepts
from deploy.local.stack import MARK, Stack
from deploy.local.table import rows
from tests.e2e.conftest import Demo, running_demo
from tests.make import run_make

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]


def processes_of(stack: Stack) -> list[psutil.Process]:
    """Whatever on this machine bears the stack's mark."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(stack.home):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def test_it_prints_every_url_and_login(demo: Demo) -> None:
    printed = demo.printed.read_text()
    for what, url, login in rows(demo.stack.url):
        assert f"{url} " in printed.replace("\n", " \n"), what
        assert login in printed


def test_started_twice_it_says_so(demo: Demo) -> None:
    again = run_make("demo", demo.stack)
    assert again.returncode == 0
    assert "running already" in again.stdout
    assert demo.stack.url in again.stdout
    assert httpx2.get(f"{demo.stack.url}/api/v1/campaigns").status_code == 200


def test_a_taken_port_is_named_with_who_needs_it(tmp_path: Path) -> None:
    stack = stack_in(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", stack.kafka_port))
        other.listen()
        refused = run_make("demo", stack)
    assert refused.returncode != 0
    assert f"{stack.kafka_port} (Kafka)" in refused.stderr
    assert "ZJ_KAFKA_PORT" in refused.stderr
    assert not processes_of(stack)


def test_idle_it_takes_less_than_two_and_a_half_gibibytes(system: Stack) -> None:
    used = sum(process.memory_full_info().uss for process in processes_of(system))
    assert len(processes_of(system)) >= 12
    assert used < 2.5 * 2**30


async def test_stop_leaves_nothing_and_the_data_survives(tmp_path: Path) -> None:
    stack = stack_in(tmp_path)
    with running_demo(stack, CROWD="0"):
        assert run_make("stop", stack).stdout.startswith("已停止")
        assert not is_running(stack)
    assert not processes_of(stack)
    assert not [port for port in stack.ports() if accepts(port)]
    with running_demo(stack, CROWD="1"):
        async with Client(stack.url) as client:
            assert [one["campaign_id"] for one in await client.get("/api/v1/campaigns")] == ["lyg-demo"]
            contest = await client.get("/api/v1/contests/lyg-demo-vote")
            assert len(contest["entries"]) == 20
    assert not processes_of(stack)
    assert run_make("stop", stack).stdout.startswith("没有")
