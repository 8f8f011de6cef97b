"""Who asks: an address nobody can choose, a /64 for IPv6, and a device by a cookie that is ours."""

import asyncio
import re

import httpx2
import pytest
from fastapi import FastAPI, Request, Response
from plumbing.callers import DEVICE_COOKIE, Caller, caller_of, hold_device
from plumbing.http import build_app, listening_socket, server_of
from plumbing.limits import networks_of
from plumbing.settings import ProcessSettings

DEVICE = "a" * 22


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_is_counted_of_an_address(address: str, network: str) -> None:
    assert Caller(address).network == network


@pytest.mark.parametrize(
    ("address", "inside"),
    [("10.1.2.3", True), ("::ffff:10.1.2.3", True), ("11.1.2.3", False), ("::1", True), ("nowhere", False)],
)
def test_whether_an_address_is_exempt(address: str, inside: bool) -> None:
    assert Caller(address).within(networks_of("10.0.0.0/8, ::1")) == inside


def test_no_text_of_a_caller_shows_him() -> None:
    assert "203" not in f"{Caller('203.0.113.9', DEVICE)!r}{Caller('203.0.113.9', DEVICE)}"
    assert DEVICE not in repr(Caller("203.0.113.9", DEVICE))


def app_that_tells() -> FastAPI:
    app = build_app(title="test", settings=ProcessSettings(profile="demo"), lifespan=None, checks={})

    @app.get("/who")
    async def who(request: Request, response: Response) -> dict[str, str | None]:
        hold_device(request, response)
        caller = caller_of(request)
        return {"address": caller.address, "device": caller.device}

    return app


async def told(headers: dict[str, str]) -> httpx2.Response:
    """The answer of a served application, as a process serves it."""
    server = server_of(app_that_tells(), ProcessSettings(profile="demo", http_port=0))
    listening = listening_socket(server)
    listening.listen()
    serving = asyncio.create_task(server.serve([listening]))
    try:
        async with httpx2.AsyncClient(trust_env=False) as client:
            return await client.get(f"http://127.0.0.1:{listening.getsockname()[1]}/who", headers=headers)
    finally:
        server.should_exit = True
        await serving


@pytest.fixture
def trusted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    if request.param:
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", request.param)


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        pytest.param("10.0.0.0/8", "203.0.113.9", "127.0.0.1", id="an untrusted peer forges in vain"),
        pytest.param("127.0.0.1", "203.0.113.9", "203.0.113.9", id="the proxy tells the true client"),
        pytest.param("", "203.0.113.9", "203.0.113.9", id="a proxy on this machine is one by default"),
        pytest.param("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9", id="what came to the proxy is not it"),
    ],
    indirect=["trusted"],
)
@pytest.mark.usefixtures("trusted")
async def test_the_address_is_of_who_the_trusted_proxy_saw(forwarded: str, address: str) -> None:
    assert (await told({"x-forwarded-for": forwarded})).json()["address"] == address


async def test_a_browser_without_a_number_gets_one_that_no_script_and_no_other_site_reads() -> None:
    answer = await told({})
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(rf"{DEVICE_COOKIE}=[\w-]{{22}}; HttpOnly; Max-Age=7776000; Path=/; SameSite=lax", cookie), (
        cookie
    )
    assert answer.json()["device"] is None


async def test_a_number_is_kept_and_one_that_is_none_is_replaced() -> None:
    kept = await told({"cookie": f"{DEVICE_COOKIE}={DEVICE}"})
    odd = await told({"cookie": f"{DEVICE_COOKIE}={'x' * 5000}"})
    assert (kept.json()["device"], "set-cookie" in kept.headers) == (DEVICE, False)
    assert (odd.json()["device"], "set-cookie" in odd.headers) == (None, True)
