"""附页 of an entry: who puts them there, until when, how many, and how they are handed out."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from intake.domain.entries import AttachedFile
from intake.domain.events import FileAttached, FileRemoved
from intake.domain.fold import apply

from tests.unit.intake.attachment_files import MACRO_TYPE, docx, jpeg, pdf, png
from tests.unit.intake.change_play import LATER, life, withdrawn
from tests.unit.intake.door import Door
from tests.unit.intake.log_play import CLOSES, C, filed, submitted

ENTRY = {"phrase": "山海相拥，向海图强", "explanation": "示例阐释", "name": "示例甲", "workplace": "示例单位"}
SUBMIT = "/submit?campaign=k-2026"


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def entry(door: Door) -> tuple[TestClient, str]:
    browser = door.browser("citizen")
    answer = browser.post("/api/v1/campaigns/k-2026/entries", json=ENTRY)
    return browser, f"/api/v1/submissions/{answer.json()['receipt_no']}/files"


def put(browser: TestClient, path: str, content: bytes, name: str = "附页.pdf") -> Any:
    return browser.post(path, files={"file": (name, content)})


def attached(number: int, **changes: Any) -> FileAttached:
    file = AttachedFile(f"f{number}", f"s{number}", "pdf", 9, "sealed", LATER)
    return FileAttached(**{"campaign_id": C, "entry_id": "e1", "file": file, "by": "author", "actor": "citizen",
                           "at": LATER, **changes})  # fmt: skip


def test_files_are_put_listed_saved_and_taken_away(door: Door) -> None:
    browser, path = entry(door)
    first, again = put(browser, path, pdf()), put(browser, path, pdf(), "同一个文件.pdf")
    assert (first.status_code, again.status_code, first.json() == again.json()) == (201, 200, True)
    [listed] = browser.get(path).json()
    assert (listed["name"], listed["kind"], listed["size"]) == ("附页.pdf", "pdf", len(pdf()))
    saved = browser.get(f"{path}/{listed['file_id']}")
    assert saved.content == pdf()
    assert [browser.delete(f"{path}/{listed['file_id']}").status_code for _ in range(2)] == [204, 204]
    assert (browser.get(path).json(), browser.get(f"{path}/{listed['file_id']}").status_code) == ([], 404)


def test_a_file_is_never_shown_within_a_page_and_its_name_is_text(door: Door) -> None:
    browser, path = entry(door)
    name = '../../<script>"\r\nSet-Cookie: a=b".pdf'
    file = put(browser, path, pdf(), name).json()
    headers = browser.get(f"{path}/{file['file_id']}").headers
    assert headers["content-disposition"].startswith("attachment; filename*=UTF-8''..")
    assert ("set-cookie" in headers, headers["x-content-type-options"]) == (False, "nosniff")
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    page = browser.get(path.removeprefix("/api/v1").removesuffix("/files")).text
    assert ('<script>"' in page, "&lt;script&gt;" in page) == (False, True)


def test_what_is_kept_is_sealed_and_named_after_what_is_kept(door: Door) -> None:
    browser, path = entry(door)
    put(browser, path, png(), "示例甲.png")
    [(name, content)] = door.drawer.kept.items()
    [file] = door.desk.state.campaigns["k-2026"].files.popitem()[1].values()
    assert (file.stored_as, len(name), content != png()) == (name, 64, True)
    assert file.sealed_name.endswith("|示例甲.png")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [(b"", 422, "file-empty"), (b"%PDF-" + b"x" * (10 * 1024 * 1024), 413, "file-too-large"),
     (docx(MACRO_TYPE), 422, "file-unsafe"), (b"MZ", 422, "file-type-unsupported")],
)  # fmt: skip
def test_what_is_not_kept_is_said_with_its_reason(door: Door, content: bytes, status: int, code: str) -> None:
    browser, path = entry(door)
    answer = put(browser, path, content)
    assert (answer.status_code, answer.json()["code"], door.drawer.kept) == (status, code, {})
    page = browser.post(path.removeprefix("/api/v1"), files={"file": ("附页.pdf", content)})
    assert (page.status_code, 'id="file-error"' in page.text) == (422, True)


def test_five_files_are_enough(door: Door) -> None:
    browser, path = entry(door)
    answers = [put(browser, path, png(width)).status_code for width in range(1, 7)]
    assert answers == [201, 201, 201, 201, 201, 409]


@pytest.mark.parametrize(
    ("role", "bound", "status"),
    [(None, {}, 401), ("judge", {}, 403), ("unit", {"unit": "haizhou", "campaign": "k-2026"}, 403),
     ("organiser", {}, 200), ("organiser", {"campaign": "other"}, 403)],
)  # fmt: skip
def test_who_may_see_the_files_of_a_citizen(door: Door, role: str, bound: dict[str, str], status: int) -> None:
    browser, path = entry(door)
    file = put(browser, path, jpeg(), "图.jpg").json()
    assert door.browser(role, **bound).get(f"{path}/{file['file_id']}").status_code == status
    assert door.desk.state.unsealed == (status == 200)


def test_the_office_finds_the_receipt_and_the_files_of_an_entry_that_it_screens(door: Door) -> None:
    browser, path = entry(door)
    [found] = door.desk.state.entries_of("k-2026")
    of_it = f"/submissions/of/{found.filed.entry_id}"
    assert door.browser("screener").get(of_it).headers["location"] == path.removeprefix("/api/v1").removesuffix(
        "/files"
    )
    assert (door.browser("screener").get("/submissions/of/none").status_code, browser.get(of_it).status_code) == (
        404,
        403,
    )


def test_a_drawer_that_does_not_open_costs_nobody_his_entry(door: Door) -> None:
    browser, path = entry(door)
    door.drawer.shut = True
    answer = put(browser, path, pdf())
    assert (answer.status_code, answer.json()["code"]) == (503, "files-unavailable")
    sent = browser.post(SUBMIT, data={**ENTRY, "phrase": "另一件作品"}, files={"files": ("附页.pdf", pdf())})
    assert sent.headers["location"].endswith("?said=files-failed")
    assert "请补传附页" in browser.get(sent.headers["location"]).text


def test_an_entry_comes_with_its_files_or_is_told_which_of_them_is_wrong(door: Door) -> None:
    browser = door.browser("citizen")
    wrong = browser.post(SUBMIT, data=ENTRY, files=[("files", ("好.png", png())), ("files", ("坏.exe", b"MZ"))])
    assert (wrong.status_code, "坏.exe" in wrong.text, 'id="files-error"' in wrong.text) == (422, True, True)
    assert (ENTRY["phrase"] in wrong.text, door.desk.state.entries_of("k-2026")) == (True, ())
    right = browser.post(SUBMIT, data=ENTRY, files=[("files", ("好.png", png())), ("files", ("页.docx", docx()))])
    shown = browser.get(right.headers["location"]).text
    assert ("作品已收到" in shown, "好.png" in shown, "页.docx" in shown) == (True, True, True)
    none = browser.post(SUBMIT, data={**ENTRY, "phrase": "没有附页的作品"}, files={"files": ("", b"")})
    assert none.headers["location"].endswith("?said=accepted")


def test_the_log_decides_until_when_and_the_office_may_scan_later() -> None:
    late = {"at": CLOSES}
    state, verdicts = life(
        submitted(filed(1)), attached(1), attached(1), attached(2, **late), attached(3, by="office", **late),
        FileRemoved(C, "e1", "f1", "author", "citizen", CLOSES), withdrawn(1), attached(4),
    )  # fmt: skip
    assert [(one.answer, one.code) for one in verdicts[1:]] == [
        ("new", ""), ("unchanged", ""), ("refused", "submissions-closed"), ("new", ""),
        ("refused", "submissions-closed"), ("new", ""), ("refused", "entry-withdrawn"),
    ]  # fmt: skip
    assert list(state.campaigns[C].files["e1"]) == ["f1", "f3"]


def test_a_file_changes_no_version_of_its_entry_and_nothing_public() -> None:
    state, _ = life(submitted(filed(1)))
    verdict = apply(state, attached(1))
    assert (verdict.changed, state.campaigns[C].entries["e1"].version) == ((), 1)


def test_after_the_deadline_the_page_offers_no_field(door: Door) -> None:
    browser, path = entry(door)
    put(browser, path, pdf())
    door.waits(timedelta(days=2))
    page = browser.get(path.removeprefix("/api/v1").removesuffix("/files")).text
    assert ("附页.pdf" in page, 'name="file"' in page, "/remove" in page) == (True, False, False)
