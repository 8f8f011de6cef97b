"""What intake and notify write for a person who submits: her name and phone are in none of it, on no topic, nowhere."""

import base64
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx2
import pytest
import redis
from pages.wording import LOCAL_ZONE

from deploy.local.rehearsal.needles import Needles
from deploy.local.rehearsal.people import Person, person
from deploy.local.rehearsal.privacy import Ground, everything, search
from deploy.local.rehearsal.sheets import Row, Sheet
from deploy.local.rehearsal.topic_reader import KafkaPlace
from tests.integration.intake.callers import citizen, office, open_campaign
from tests.integration.operations.cloudevents_on import cloudevents_on
from tests.integration.operations.processes import Processes, processes, until

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
PREFIX = f"private-{os.getpid()}-"
NAMES = ("intake-http", "intake-relay", "notify-http", "notify-relay", "review-relay")
WEB, LETTER, MAIL, LISTED, CO_AUTHOR, STRANGER = (person(number) for number in range(6001, 6007))
CAMPAIGN = "/api/v1/campaigns/k-2026"
PHRASE = "山海相拥 港通天下"


@pytest.fixture
def store(valkey: str) -> Iterator[str]:
    """A database of its own in the real Valkey."""
    url = re.sub(r"/\d+$", "/8", valkey)
    client = redis.Redis.from_url(url)
    client.flushdb()
    yield url
    client.flushdb()
    client.close()


@pytest.fixture
def system(kafka: str, store: str, tmp_path: Path) -> Iterator[Processes]:
    environment = {"ZJ_KAFKA": kafka, "ZJ_VALKEY": store, "ZJ_TOPIC_PREFIX": PREFIX}
    with processes(environment, tmp_path, NAMES) as found:
        yield found


@pytest.fixture
def door(system: Processes) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=system.url("intake-http"), timeout=20, trust_env=False) as client:
        yield client


def entry(who: Person, phrase: str, **more: object) -> dict[str, object]:
    return {"phrase": phrase, "explanation": "取山海之意。", "name": who.name, "workplace": who.workplace, **more}


def submit_in_every_way(door: httpx2.Client) -> list[int]:
    """By web with a co-author, by letter, by e-mail, on a unit's 汇总表; the answers."""
    mine = entry(WEB, PHRASE, co_authors=[CO_AUTHOR.name])
    answers = [door.post(f"{CAMPAIGN}/entries", json=mine, headers=citizen(door, WEB.phone))]
    for who, channel in ((LETTER, "letter"), (MAIL, "email")):
        body = entry(who, f"示例{channel}", channel=channel, phone=f"+86 {who.phone}", unit_id="haizhou")
        body["received_on"] = datetime.now(LOCAL_ZONE).date().isoformat()
        answers.append(door.post(f"{CAMPAIGN}/registrations", json=body, headers=office(door)))
    sheet = Sheet("haizhou", "海州区", rows=[Row("港城向海而兴", "说明", LISTED), Row("=1+1", "说明", LISTED)])
    file = {"file": (f"{LISTED.name}.xlsx", sheet.content())}
    answers.append(door.post(f"{CAMPAIGN}/sheets", params={"unit_id": "haizhou"}, files=file, headers=office(door)))
    return [answer.status_code for answer in answers]


def stumble(door: httpx2.Client) -> set[int]:
    """Requests that fail, each with a name or a phone in it: what fails is what gets logged."""
    who, text = STRANGER, f"{STRANGER.name}{STRANGER.phone}"
    bad = f"Bearer {base64.b64encode(text.encode()).decode()}"
    asked = [
        door.post("/api/v1/codes", json={"phone": f"{who.phone}{who.phone}"}),
        door.post("/api/v1/codes", json={"phone": who.phone, "name": who.name}),
        door.post("/api/v1/codes", content=f'{{"phone": "{text}'.encode()),
        door.post("/api/v1/sessions", json={"phone": who.phone, "code": "000000"}),
        door.post("/api/v1/sessions", json={"username": who.name, "password": who.phone}),
        door.post(f"{CAMPAIGN}/entries", json=entry(who, PHRASE), headers={"authorization": bad}),
        door.post(f"{CAMPAIGN}/registrations", json={"phone": who.phone, "name": who.name}, headers=office(door)),
        door.get(f"/api/v1/submissions/{who.phone}", params={"name": who.name}),
        door.get(f"/{who.phone}/{who.name}"),
        door.request(who.phone, "/submit"),
        door.get("/submit", headers={"cookie": f"zj_session={who.phone}", "user-agent": who.phone}),
    ]  # fmt: skip
    return {answer.status_code for answer in asked}


def told(system: Processes) -> int:
    """Notices that have gone out to their authors."""
    with httpx2.Client(base_url=system.url("intake-http"), timeout=20, trust_env=False) as door:
        headers = office(door)
    url = f"{system.url('notify-http')}/api/v1/notices?campaign_id=k-2026"
    kinds = httpx2.get(url, headers=headers, timeout=20, trust_env=False).json()
    return int(kinds["by_state"].get("sent", 0))


def test_no_name_and_no_phone_of_a_submission_is_written_anywhere(
    system: Processes, door: httpx2.Client, kafka: str, store: str, tmp_path: Path
) -> None:
    assert open_campaign(door).status_code == 201
    assert submit_in_every_way(door) == [201, 201, 201, 200]
    assert stumble(door) <= {200, 400, 401, 404, 405, 422, 429}
    until(lambda: told(system), lambda count: count >= 5)
    metrics = tuple(f"{system.url(name)}/metrics" for name in NAMES)
    ground = Ground(KafkaPlace(kafka, PREFIX), store, (tmp_path,), metrics)

    searched = search(ground, Needles([WEB, LETTER, MAIL, LISTED, CO_AUTHOR, STRANGER]))

    assert searched.leaks == ()
    assert cloudevents_on(ground.kafka, "entry-submitted") == {("cn.zhengji.entry.submitted.v1", "/services/intake")}
    places = {place.split(" ")[1].split(":")[0] for place, text in everything(ground) if PHRASE in readable(text)}
    assert {"intake-log", "entry-submitted", "review-log", "notify-log"} <= places
    assert {"valkey", "file", "metrics"} <= {place.split(" ")[0] for place, _ in everything(ground)}


def readable(text: str | bytes) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text
