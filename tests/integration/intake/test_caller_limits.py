"""Codes and sign-ins by address and device on the real Valkey: a script is stopped, its neighbour is not."""

from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
import redis
from fastapi.testclient import TestClient
from intake.adapters.codes import CallerLimits, ValkeyCodes
from intake.adapters.own_topics import ensure_own_topics
from intake.bootstrap import HttpParts
from intake.entrypoints.http import create_app
from intake.handlers.ports import CallerTooSoon, CodesExhausted, TooSoon
from intake.settings import IntakeSettings
from plumbing.callers import Caller
from plumbing.limits import CallerKeys, CallerWindows, Window, networks_of, windows_of
from plumbing.problems import Problem
from plumbing.valkey import build_valkey
from prometheus_client import REGISTRY

from deploy.local.servers import free_port

pytestmark = pytest.mark.broker
SCRIPT, NEIGHBOUR = "203.0.113.9", "203.0.113.10"
DEVICE, OTHER = "d" * 22, "e" * 22
WINDOWS = CallerWindows(windows_of("6/600"), windows_of("3/600"))
EXEMPT = "198.51.100.0/24"


@pytest.fixture
def settings(kafka: str, valkey: str, topic_prefix: str) -> IntakeSettings:
    found = IntakeSettings.model_validate(
        {
            "profile": "demo", "kafka": kafka, "valkey": valkey, "topic_prefix": topic_prefix, "limits_exempt": EXEMPT,
            "codes_by_address": "6/600", "codes_by_device": "3/600", "sign_ins_by_address": "6/600",
            "notify_url": f"http://127.0.0.1:{free_port()}",
        }
    )  # fmt: skip
    ensure_own_topics(found)
    return found


@pytest.fixture
async def codes(valkey: str, topic_prefix: str) -> AsyncIterator[ValkeyCodes]:
    client = build_valkey(IntakeSettings(profile="demo", valkey=valkey))
    yield codes_over(client, topic_prefix)
    await client.aclose()


def codes_over(client: object, prefix: str, in_all: tuple[Window, ...] = ()) -> ValkeyCodes:
    keys = CallerKeys(b"pepper", f"{prefix}intake:", networks_of(EXEMPT))
    return ValkeyCodes(client, b"pepper", CallerLimits(keys, WINDOWS, WINDOWS, in_all), prefix)


async def given(codes: ValkeyCodes, caller: Caller, phones: range) -> int:
    """How many of these phones got a code."""
    count = 0
    for phone in phones:
        with suppress(CallerTooSoon):
            await codes.issue(f"ref-{phone}", caller)
            count += 1
    return count


async def test_a_script_at_one_address_gets_so_many_codes_and_its_neighbour_his_own(codes: ValkeyCodes) -> None:
    assert await given(codes, Caller(SCRIPT), range(20)) == 6
    assert await given(codes, Caller(NEIGHBOUR), range(20, 23)) == 3


async def test_a_device_is_stopped_wherever_it_goes_and_another_at_its_address_is_not(codes: ValkeyCodes) -> None:
    assert await given(codes, Caller(SCRIPT, DEVICE), range(5)) == 3
    assert await given(codes, Caller(NEIGHBOUR, DEVICE), range(5, 8)) == 0
    assert await given(codes, Caller(SCRIPT, OTHER), range(8, 11)) == 3


async def test_addresses_of_one_household_are_one_and_of_two_are_two(codes: ValkeyCodes) -> None:
    homes = [Caller(f"2001:db8:0:1::{number}") for number in range(1, 9)]
    assert sum([await given(codes, one, range(n, n + 1)) for n, one in enumerate(homes)]) == 6
    assert await given(codes, Caller("2001:db8:0:2::1"), range(20, 21)) == 1


async def test_a_phone_keeps_its_codes_while_the_address_that_asks_for_it_is_refused(codes: ValkeyCodes) -> None:
    await given(codes, Caller(SCRIPT), range(6))
    assert await given(codes, Caller(SCRIPT), range(40, 41)) == 0
    assert await given(codes, Caller(NEIGHBOUR), range(40, 41)) == 1
    with pytest.raises(TooSoon):
        await codes.issue("ref-40", Caller(NEIGHBOUR))


async def test_a_flood_from_many_addresses_costs_no_more_than_everybody_may_ask_for(
    codes: ValkeyCodes, topic_prefix: str
) -> None:
    limited = codes_over(codes._client, topic_prefix, windows_of("8/600"))
    homes = [Caller(f"192.0.2.{number}") for number in range(8)]
    assert sum([await given(limited, one, range(n, n + 1)) for n, one in enumerate(homes)]) == 8
    with pytest.raises(CodesExhausted) as refused:
        await limited.issue("ref-100", Caller(NEIGHBOUR))
    assert 0 < refused.value.seconds <= 600
    assert await given(codes, Caller(NEIGHBOUR), range(100, 101)) == 1, "the phone's own codes are not used up"


async def test_an_exempt_network_is_not_counted(codes: ValkeyCodes) -> None:
    assert await given(codes, Caller("198.51.100.7", DEVICE), range(20)) == 20


async def test_neither_address_nor_device_lies_in_valkey_and_every_key_expires(
    codes: ValkeyCodes, valkey: str, topic_prefix: str
) -> None:
    await given(codes, Caller(SCRIPT, DEVICE), range(2))
    await codes.attempt("someone", Caller(SCRIPT, DEVICE))
    client = redis.Redis.from_url(valkey)
    keys = list(client.scan_iter(f"{topic_prefix}*"))
    stored = b"".join(key + bytes(client.dump(key) or b"") for key in keys)
    assert [text for text in (SCRIPT, DEVICE) if text.encode() in stored] == []
    assert len(keys) == 13
    assert [key for key in keys if client.ttl(key) <= 0] == []


async def test_without_valkey_no_code_is_given_and_nobody_tries_a_password() -> None:
    client = build_valkey(IntakeSettings(profile="demo", valkey=f"redis://127.0.0.1:{free_port()}/0"))
    closed, caller = codes_over(client, "away-"), Caller(SCRIPT)
    before = unasked()
    for ask in (closed.issue("ref", caller), closed.attempt("someone", caller), closed.attempt(None, caller)):
        with pytest.raises(Problem) as refused:
            await ask
        assert (refused.value.code, refused.value.status) == ("codes-unavailable", 503)
    assert unasked() - before == 3
    await client.aclose()


def unasked() -> float:
    name = "zhengji_caller_limits_total"
    return sum(REGISTRY.get_sample_value(name, {"what": w, "outcome": "unasked"}) or 0 for w in ("codes", "sign-ins"))


def test_the_door_answers_429_with_when_to_try_again(settings: IntakeSettings) -> None:
    with TestClient(create_app(HttpParts(settings)), client=(SCRIPT, 1)) as door:
        asked = [door.post("/api/v1/codes", json={"phone": f"138001380{number:02}"}) for number in range(8)]
        tried = [door.post("/api/v1/sessions", json={"phone": "13800138000", "code": "000000"}) for _ in range(7)]
    # Nobody carries codes here (503): asked for they were, and so they are counted.
    assert [one.status_code for one in asked] == [503] * 6 + [429] * 2
    assert [one.status_code for one in tried] == [401] * 6 + [429]
    for refused in (asked[-1], tried[-1]):
        assert (refused.json()["code"], 590 <= int(refused.headers["retry-after"]) <= 600) == ("caller-limit", True)
    assert "10 分钟后再试" in asked[-1].json()["title"]
