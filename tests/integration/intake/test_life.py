"""The life of an entry on the real log: two who edit at once, and what an erasure leaves behind."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from intake.bootstrap import HttpParts
from intake.entrypoints.http import create_app
from intake.settings import IntakeSettings

from tests.integration.intake.callers import citizen, office, open_campaign
from tests.integration.intake.topics import records
from tests.unit.intake.attachment_files import pdf

pytestmark = pytest.mark.broker

ENTRY = {"phrase": "示例山海同歌", "explanation": "示例阐释", "name": "测试作者一", "workplace": "测试单位"}


@pytest.fixture
def settings(settings: IntakeSettings, tmp_path: Path) -> IntakeSettings:
    """Attachments lie in a folder of the test's own."""
    return settings.model_copy(update={"files_dir": tmp_path / "files"})


def handed_in(door: TestClient, author: dict[str, str]) -> str:
    open_campaign(door)
    answer = door.post("/api/v1/campaigns/k-2026/entries", json=ENTRY, headers=author)
    return f"/api/v1/submissions/{answer.json()['receipt_no']}"


def test_of_two_who_edit_at_once_the_log_takes_the_first_and_tells_the_other(door: TestClient) -> None:
    """Issue 5, race tests: the log orders, one wins, the other is told."""
    author = citizen(door)
    path = handed_in(door, author)

    def edit(phrase: str) -> Any:
        return door.put(f"{path}/text", json={**ENTRY, "phrase": phrase, "replaces": 1}, headers=author)

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(edit, ("示例甲说", "示例乙说")))
    assert sorted(one.status_code for one in answers) == [200, 409]
    [won] = [one.json() for one in answers if one.status_code == 200]
    [told] = [one.json()["code"] for one in answers if one.status_code == 409]
    assert (told, door.get(path).json()["phrase"], won["version"]) == ("edited-meanwhile", won["phrase"], 2)


def test_after_an_erasure_and_a_restart_the_entry_stands_and_nothing_opens(settings: IntakeSettings) -> None:
    """Issue 5: the log after erasure still folds to the same public figures."""
    with TestClient(create_app(HttpParts(settings))) as door:
        author = citizen(door)
        path = handed_in(door, author)
        file = door.post(f"{path}/files", files={"file": ("测试作者一.pdf", pdf())}, headers=author).json()
        door.put("/api/v1/campaigns/k-2026/draft", json={"name": "测试作者一"}, headers=author)
        assert door.get(f"{path}/files/{file['file_id']}", headers=office(door)).content == pdf()
        before = door.get(path).json()
        assert door.delete("/api/v1/sessions/contact", headers=author).status_code == 204
    with TestClient(create_app(HttpParts(settings))) as door:
        staff = office(door)
        assert door.get(path).json() == before
        assert door.get(f"{path}/text", headers=staff).json()["code"] == "contact-erased"
        assert door.get(f"{path}/files/{file['file_id']}", headers=staff).status_code == 410
        assert door.get("/api/v1/campaigns/k-2026/draft", headers=author).status_code == 404
    kept = b"".join(one.read_bytes() for one in settings.files_dir.rglob("*") if one.is_file())
    assert ("测试作者一".encode() in records(settings) + kept, pdf() in kept) == (False, False)
