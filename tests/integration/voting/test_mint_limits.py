"""Voter tokens by address and device: closed to a script, open to its neighbour, and open to all without Valkey."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from plumbing.callers import DEVICE_COOKIE, Caller
from plumbing.limits import CallerKeys, CallerWindows, RateLimiter, windows_of
from plumbing.problems import Problem
from plumbing.settings import ProcessSettings
from plumbing.valkey import build_valkey
from prometheus_client import REGISTRY
from redis.asyncio import Redis
from voting.adapters.mint_limits import PATIENCE_SECONDS, MintLimits

from deploy.local.servers import free_port
from tests.integration.operations.processes import processes
from tests.integration.voting.running import CONTEST, Voting, citizen, contest

pytestmark = pytest.mark.broker
SCRIPT, NEIGHBOUR = "203.0.113.9", "203.0.113.10"
DEVICE = "d" * 22


@pytest.fixture(scope="module")
def limited(kafka: str, valkey: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voting]:
    """The HTTP process with small limits and nobody exempt, behind the proxy that this test is."""
    prefix = f"mint-limits-{os.getpid()}-"
    environment = {
        "ZJ_KAFKA": kafka, "ZJ_VALKEY": valkey, "ZJ_TOPIC_PREFIX": prefix, "ZJ_LIMITS_EXEMPT": "",
        "ZJ_TOKENS_BY_ADDRESS": "4/600", "ZJ_TOKENS_BY_DEVICE": "2/600", "FORWARDED_ALLOW_IPS": "127.0.0.1",
    }  # fmt: skip
    settings = ProcessSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=prefix)
    with processes(environment, tmp_path_factory.mktemp("mint"), ("voting-http",)) as system:
        voting = Voting(system, settings)
        voting.announce(contest())
        yield voting


def minted(voting: Voting, address: str, voter: int, device: str = "") -> httpx2.Response:
    headers = {"authorization": f"Bearer {citizen(voter)}", "x-forwarded-for": address}
    cookies = {"cookie": f"{DEVICE_COOKIE}={device}"} if device else {}
    url = voting.url(f"/api/v1/contests/{CONTEST}/voter-tokens")
    return httpx2.post(url, headers={**headers, **cookies}, timeout=20, trust_env=False)


def test_tokens_by_device_then_by_address_and_the_neighbour_goes_on(limited: Voting) -> None:
    by_device = [minted(limited, SCRIPT, voter, DEVICE) for voter in range(4)]
    by_address = [minted(limited, SCRIPT, voter) for voter in range(10, 14)]
    assert [one.status_code for one in by_device] == [201, 201, 429, 429]
    assert [one.status_code for one in by_address] == [201, 201, 429, 429]
    assert minted(limited, NEIGHBOUR, 20).status_code == 201
    refused = by_address[-1]
    assert (refused.json()["code"], 590 <= int(refused.headers["retry-after"]) <= 600) == ("caller-limit", True)
    cookie = by_address[0].headers["set-cookie"]
    assert (cookie.startswith(f"{DEVICE_COOKIE}="), "HttpOnly" in cookie, "SameSite=lax" in cookie) == (True,) * 3
    figures = limited.system.get("voting-http", "/metrics").text
    assert 'zhengji_caller_limits_total{outcome="refused",what="voter-tokens"} 4.0' in figures
    assert SCRIPT not in (limited.system.folder / "voting-http.log").read_text() + figures


def test_the_document_tells_of_429_and_of_when_to_try_again(limited: Voting) -> None:
    paths = limited.system.get("voting-http", "/openapi.json").json()["paths"]
    told = paths["/api/v1/contests/{contest_id}/voter-tokens"]["post"]["responses"]["429"]
    assert (list(told["content"]), list(told["headers"])) == (["application/problem+json"], ["Retry-After"])


def limits_over(client: Redis) -> MintLimits:
    windows = CallerWindows(windows_of("1/600"), windows_of("1/600"))
    return MintLimits(RateLimiter(client), CallerKeys(b"pepper", f"{os.getpid()}-"), windows)


def unasked() -> float:
    labels = {"what": "voter-tokens", "outcome": "unasked"}
    return REGISTRY.get_sample_value("zhengji_caller_limits_total", labels) or 0.0


@pytest.fixture(params=["away", "hanging"])
async def lost(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A Valkey that is not there, and one that says nothing."""
    if request.param == "away":
        yield f"redis://127.0.0.1:{free_port()}/0"
        return
    listening = socket.create_server(("127.0.0.1", 0))
    yield f"redis://127.0.0.1:{listening.getsockname()[1]}/0"
    listening.close()


async def test_without_valkey_everybody_gets_his_token_soon_and_it_is_counted(lost: str) -> None:
    client = build_valkey(ProcessSettings(profile="demo", valkey=lost))
    limits, before, loop = limits_over(client), unasked(), asyncio.get_running_loop()
    started = loop.time()
    for _ in range(3):
        await limits.take(Caller(SCRIPT, DEVICE))
    assert unasked() - before == 3
    assert loop.time() - started < 3 * PATIENCE_SECONDS + 1.0
    await client.aclose()


async def test_with_valkey_the_second_is_refused(valkey: str) -> None:
    client = build_valkey(ProcessSettings(profile="demo", valkey=valkey))
    limits = limits_over(client)
    await limits.take(Caller(NEIGHBOUR))
    with pytest.raises(Problem) as refused:
        await limits.take(Caller(NEIGHBOUR))
    assert (refused.value.code, refused.value.status) == ("caller-limit", 429)
    await client.aclose()
