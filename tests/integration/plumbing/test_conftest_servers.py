"""The servers of the tests are real."""

import pytest
from plumbing.probes import kafka_answers
from plumbing.settings import ProcessSettings
from plumbing.valkey import build_valkey

pytestmark = pytest.mark.broker


async def test_both_answer(kafka: str, valkey: str) -> None:
    settings = ProcessSettings(profile="demo", kafka=kafka, valkey=valkey)
    client = build_valkey(settings)
    assert kafka_answers(settings)
    assert await client.ping()
    await client.aclose()
