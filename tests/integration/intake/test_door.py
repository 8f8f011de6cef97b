"""Intake on the real Kafka and Valkey: people sign in, entries come in once, nobody's phone is seen anywhere."""

from datetime import UTC, datetime, timedelta

import pytest
import redis
from fastapi.testclient import TestClient
from intake.bootstrap import HttpParts
from intake.entrypoints.http import create_app
from intake.settings import IntakeSettings
from pages.wording import LOCAL_ZONE
from plumbing.settings import demo_secret

from tests.integration.intake.callers import PHONE, citizen, office, open_campaign
from tests.integration.intake.topics import records

pytestmark = pytest.mark.broker
NAME = "示例甲"
ENTRY = {"phrase": "崇德向善 坚韧奋斗 务实创新 勇立潮头", "explanation": "说明", "name": NAME, "workplace": "示例单位"}


def test_an_entry_is_in_once_and_its_receipt_is_found(door: TestClient) -> None:
    assert open_campaign(door).status_code == 201
    me = citizen(door)
    first = door.post("/api/v1/campaigns/k-2026/entries", json=ENTRY, headers=me)
    again = door.post("/api/v1/campaigns/k-2026/entries", json=ENTRY, headers=me)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["han_count"] == 16
    found = door.get(f"/api/v1/submissions/{first.json()['receipt_no']}").json()
    assert (found["phrase"], NAME in str(found)) == (ENTRY["phrase"], False)


def test_the_earliest_of_equal_texts_stands_and_the_later_is_told(door: TestClient) -> None:
    open_campaign(door)
    one = door.post("/api/v1/campaigns/k-2026/entries", json=ENTRY, headers=citizen(door)).json()
    later = {**ENTRY, "phrase": "崇德向善，坚韧奋斗，务实创新，勇立潮头"}
    two = door.post("/api/v1/campaigns/k-2026/entries", json=later, headers=citizen(door, "15400000778")).json()
    assert (one["duplicate_of"], two["duplicate_of"]) == (None, one["entry_id"])


def test_too_long_warns_and_too_late_is_refused(door: TestClient) -> None:
    open_campaign(door)
    long = {**ENTRY, "phrase": "港" * 17}
    answer = door.post("/api/v1/campaigns/k-2026/entries", json=long, headers=citizen(door))
    assert (answer.status_code, answer.json()["warnings"]) == (201, ["phrase-over-limit"])
    past = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    door.patch("/api/v1/campaigns/k-2026", json={"submissions_close_at": past}, headers=office(door))
    late = door.post("/api/v1/campaigns/k-2026/entries", json={**ENTRY, "phrase": "晚"}, headers=citizen(door))
    assert (late.status_code, late.json()["code"]) == (409, "submissions-closed")


def test_ten_wrong_passwords_close_the_door_and_right_ones_never_do(door: TestClient) -> None:
    def tried(password: str) -> int:
        return door.post("/api/v1/sessions", json={"username": "office", "password": password}).status_code

    assert {tried("demo-office") for _ in range(11)} == {201}
    assert {tried("not-the-one") for _ in range(10)} == {401}
    assert tried("demo-office") == 429


def test_a_letter_is_entered_by_the_office_only(door: TestClient) -> None:
    open_campaign(door)
    body = {**ENTRY, "channel": "letter", "received_on": datetime.now(LOCAL_ZONE).date().isoformat(), "phone": PHONE,
            "unit_id": "haizhou"}  # fmt: skip
    refused = door.post("/api/v1/campaigns/k-2026/registrations", json=body, headers=citizen(door))
    entered = door.post("/api/v1/campaigns/k-2026/registrations", json=body, headers=office(door))
    assert (refused.status_code, entered.status_code) == (403, 201)
    line = door.get("/api/v1/campaigns/k-2026/units/haizhou", headers=office(door)).json()
    assert (line["entries"], line["state"]) == (1, "under")


def test_a_wrong_code_and_a_wrong_password_are_refused(door: TestClient) -> None:
    wrong = door.post("/api/v1/sessions", json={"phone": PHONE, "code": "000000"})
    staff = door.post("/api/v1/sessions", json={"username": "office", "password": "not-the-one"})
    nobody = door.post("/api/v1/sessions", json={"username": "nobody", "password": "not-the-one"})
    assert [answer.json()["code"] for answer in (wrong, staff, nobody)] == [
        "code-wrong", "password-wrong", "password-wrong",
    ]  # fmt: skip


def test_everything_is_there_after_a_restart_and_a_contact_opens_for_notify_only(settings: IntakeSettings) -> None:
    with TestClient(create_app(HttpParts(settings))) as door:
        open_campaign(door)
        door.post("/api/v1/campaigns/k-2026/entries", json=ENTRY, headers=citizen(door))
        ref = door.post("/api/v1/sessions", json={"phone": PHONE, "code": "246810"}).json()["subject"]
    with TestClient(create_app(HttpParts(settings))) as door:
        path, body = f"/internal/v1/contacts/{ref}/unseal", {"campaign_id": "k-2026", "purpose": "certificate"}
        token = {"authorization": f"Bearer {demo_secret('service_token')}"}
        assert door.post(path, json=body).status_code == 401
        assert door.post(path, json=body, headers=token).json() == {"name": NAME, "phone": "+86" + PHONE}


def test_no_name_and_no_phone_is_on_any_topic_or_in_valkey(door: TestClient, settings: IntakeSettings) -> None:
    open_campaign(door)
    door.post("/api/v1/campaigns/k-2026/entries", json=ENTRY, headers=citizen(door))
    seen = stored(settings)
    assert ENTRY["phrase"].encode() in seen
    assert not [needle for needle in (PHONE, NAME) if needle.encode() in seen]
    assert PHONE not in door.get("/metrics").text


def stored(settings: IntakeSettings) -> bytes:
    """All that lies on the topics of this test and in Valkey."""
    client = redis.Redis.from_url(settings.valkey)
    return records(settings) + b"".join(key + bytes(client.dump(key) or b"") for key in client.scan_iter("*intake*"))
