"""Notify's two processes on the real Kafka: what comes in, what goes out, and what a SIGKILL changes (nothing)."""

import base64
import json

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.notify.conftest import RunningNotify, campaign_published, entry_awarded
from tests.integration.notify.processes import fetch, until

pytestmark = pytest.mark.broker


def sent(notify: RunningNotify, count: int) -> dict[str, int]:
    """Counts by kind, once `count` notices are sent."""
    seen = until(notify.notices, lambda found: found["by_state"].get("sent", 0) >= count)
    by_kind: dict[str, int] = seen["by_kind"]
    return by_kind


def outcomes(notify: RunningNotify) -> list[str]:
    """The notices that the log says were sent."""
    events = map(json.loads, notify.records("notify-log"))
    return [one["notice_id"] for one in events if one["what"] == "notice-sent"]


def test_an_award_gives_one_certificate_and_one_notice(notify: RunningNotify) -> None:
    notify.feed("campaign-published", campaign_published())
    notify.feed("entry-awarded", entry_awarded())
    assert sent(notify, 2) == {"campaign-published": 1, "awarded": 1}
    (certificate,) = notify.certificates()
    check = notify.ask(f"/api/v1/certificates/{certificate['number']}")
    assert (check["valid"], check["tier"], check["awarded_to"]) == (True, "winner", "示**")
    status, outbox = fetch(notify.processes.http_port, "/outbox")
    assert (status, outbox.decode().count('<li class="card">')) == (200, 1)
    assert certificate["number"] in outbox.decode()


def test_the_same_award_twice_is_one_award(notify: RunningNotify) -> None:
    notify.feed("campaign-published", campaign_published())
    for entry in ("e1", "e1", "e2"):
        notify.feed("entry-awarded", entry_awarded(entry))
    assert sent(notify, 3) == {"campaign-published": 1, "awarded": 2}
    assert len(notify.certificates()) == 2
    assert len(outcomes(notify)) == len(set(outcomes(notify))) == 2


def test_a_killed_relay_tells_nobody_twice_and_forgets_nobody(notify: RunningNotify) -> None:
    notify.feed("campaign-published", campaign_published())
    notify.feed("entry-awarded", entry_awarded("before"))
    sent(notify, 2)
    notify.intake.away = True
    notify.feed("entry-awarded", entry_awarded("during"))
    until(lambda: notify.notices()["by_kind"].get("awarded", 0), lambda count: count == 2)
    notify.processes.kill("relay")
    notify.feed("entry-awarded", entry_awarded("while-dead"))
    notify.intake.away = False
    notify.processes.start("relay")
    assert sent(notify, 4) == {"campaign-published": 1, "awarded": 3}
    assert {line["entry_id"] for line in notify.certificates()} == {"before", "during", "while-dead"}
    assert len(notify.certificates()) == 3
    assert len(outcomes(notify)) == len(set(outcomes(notify))) == 3


def test_a_relay_killed_again_and_again_forgets_nobody_and_shows_nobody_twice(notify: RunningNotify) -> None:
    """Every point at which it can die is tried in tests/unit/notify/test_killed_courier.py; these are real kills."""
    notify.feed("campaign-published", campaign_published())
    for lap in range(3):
        for entry in range(10):
            notify.feed("entry-awarded", entry_awarded(f"lap{lap}-{entry}"))
        until(lambda: len(outcomes(notify)), lambda count, lap=lap: count > 10 * lap)  # type: ignore[misc]
        notify.processes.kill("relay")
        notify.processes.start("relay")
    assert sent(notify, 31) == {"campaign-published": 1, "awarded": 30}
    assert len(outcomes(notify)) == len(set(outcomes(notify))) == 30
    _, outbox = fetch(notify.processes.http_port, "/outbox")
    assert outbox.decode().count('<li class="card">') == 30


def test_a_record_that_is_no_event_becomes_a_dead_letter_and_the_next_one_counts(notify: RunningNotify) -> None:
    notify.feed("campaign-published", campaign_published())
    offset = notify.feed("entry-awarded", b"no event")
    notify.feed("entry-awarded", entry_awarded())
    sent(notify, 2)
    (letter,) = map(json.loads, notify.records("entry-awarded-dlq"))
    origin = {field: letter["origin"][field] for field in ("topic", "partition", "offset")}
    assert (letter["reason"], letter["group"]) == ("not-json", "notify-inbox")
    assert origin == {"topic": "entry-awarded", "partition": 0, "offset": offset}
    assert base64.b64decode(letter["value"]) == b"no event"


def test_no_name_and_no_phone_is_written_down(notify: RunningNotify) -> None:
    notify.feed("campaign-published", campaign_published())
    notify.feed("entry-awarded", entry_awarded())
    sent(notify, 2)
    log = b"".join(notify.records("notify-log")).decode()
    assert ("15400000001" in log, "示例甲" in log) == (False, False)
    assert {one["purpose"] for one in notify.intake.asked} == {"notice"}


@pytest.mark.parametrize("process", ["http", "relay"])
def test_the_figures_of_each_process_can_be_scraped(notify: RunningNotify, process: str) -> None:
    notify.feed("campaign-published", campaign_published())
    sent(notify, 1)
    port = notify.processes.http_port if process == "http" else notify.processes.relay_port
    status, body = fetch(port, "/metrics")
    families = {family.name: family for family in text_string_to_metric_families(body.decode())}
    assert status == 200
    assert {"zhengji_notices", "zhengji_consumer_lag_records", "zhengji_events_consumed"} <= set(families)
    assert all(family.documentation for name, family in families.items() if name.startswith("zhengji_"))
