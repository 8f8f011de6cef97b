"""Intake's HTTP process in this one, on the real Kafka and Valkey."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from intake.adapters.own_topics import ensure_own_topics
from intake.bootstrap import HttpParts
from intake.entrypoints.http import create_app
from intake.settings import IntakeSettings


@pytest.fixture
def settings(kafka: str, valkey: str, topic_prefix: str) -> IntakeSettings:
    found = IntakeSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=topic_prefix)
    ensure_own_topics(found)
    return found


@pytest.fixture
def door(settings: IntakeSettings) -> Iterator[TestClient]:
    with TestClient(create_app(HttpParts(settings))) as client:
        yield client
