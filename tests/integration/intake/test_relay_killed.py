"""Intake's relay publishes each thing once, and when it is killed with SIGKILL, again under the same id."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from intake.settings import IntakeSettings

from deploy.local.rehearsal.sheets import Sheet, good_rows
from tests.integration.intake.callers import office, open_campaign
from tests.integration.intake.topics import events, values
from tests.integration.operations.processes import Processes, processes, until

pytestmark = pytest.mark.broker
ENTRIES, CAMPAIGNS = "entry-submitted", "campaign-published"


def environment(settings: IntakeSettings) -> dict[str, str]:
    return {"ZJ_KAFKA": settings.kafka, "ZJ_VALKEY": settings.valkey, "ZJ_TOPIC_PREFIX": settings.topic_prefix}


@pytest.fixture
def relay(settings: IntakeSettings, tmp_path: Path) -> Iterator[Processes]:
    with processes(environment(settings), tmp_path, ("intake-relay",)) as found:
        yield found


def kill(running: Processes) -> None:
    """SIGKILL: no clean end, no commit on the way out."""
    process = running.running.pop("intake-relay")
    process.kill()
    process.wait(10)


def send(door: TestClient, start: int, rows: int) -> int:
    """A sheet of so many new entries."""
    sheet = Sheet("haizhou", "海州区", rows=good_rows(start, rows))
    answer = door.post("/api/v1/campaigns/k-2026/sheets", params={"unit_id": "haizhou"},
                       files={"file": ("sheet", sheet.content())}, headers=office(door))  # fmt: skip
    accepted: int = answer.json()["accepted"]
    return accepted


def once_told(settings: IntakeSettings, count: int) -> list[str]:
    """The ids on the topic of entries, once there are so many."""
    found = until(lambda: events(settings, ENTRIES), lambda seen: len(seen) >= count)
    return [event["id"] for event in found]


def test_each_is_published_once_though_the_relay_is_killed_and_entries_come_in_meanwhile(
    door: TestClient, relay: Processes, settings: IntakeSettings
) -> None:
    open_campaign(door)
    assert send(door, 0, 30) == 30
    before = once_told(settings, 30)
    kill(relay)
    assert send(door, 30, 30) == 30
    relay.start(("intake-relay",))
    after = until(lambda: list(dict.fromkeys(once_told(settings, 60))), lambda ids: len(ids) >= 60)
    assert after[:30] == before
    assert len(after) == len(set(before)) + 30 == 60


def test_killed_before_it_could_commit_it_publishes_the_same_bytes_again(
    door: TestClient, settings: IntakeSettings, tmp_path: Path
) -> None:
    open_campaign(door)
    assert send(door, 100, 40) == 40
    command = [sys.executable, "-m", "tests.integration.intake.held_relay"]
    held = subprocess.Popen(command, env={**os.environ, "ZJ_PROFILE": "demo", **environment(settings)})
    try:
        first = values_of(settings, 40)
    finally:
        held.kill()
        held.wait(10)
    with processes(environment(settings), tmp_path, ("intake-relay",)):
        both = values_of(settings, 80)
    assert both == [*first, *first]
    assert len(set(first)) == 40
    campaigns = values(settings, CAMPAIGNS)
    assert (len(campaigns), len(set(campaigns))) == (2, 1)


def values_of(settings: IntakeSettings, count: int) -> list[bytes]:
    """Everything on the topic of entries, once there is so much."""
    return until(lambda: values(settings, ENTRIES), lambda seen: len(seen) >= count)
