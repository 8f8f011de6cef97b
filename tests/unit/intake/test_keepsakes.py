"""The receipt of an entry as a picture and as text: what its page says to whoever has the number, never the author."""

import pytest
from fastapi.testclient import TestClient

from tests.unit.intake.door import CITIZEN_PHONE, Door
from tests.unit.png import qr_codes, size_of

ENTRY = {"phrase": "山海相拥，向海图强", "explanation": "示例阐释", "name": "示例甲", "workplace": "示例单位"}
ENTRIES = "/api/v1/campaigns/k-2026/entries"


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def handed_in(door: Door, **changes: str) -> str:
    answer = door.browser("citizen").post(ENTRIES, json=ENTRY | changes)
    return f"/submissions/{answer.json()['receipt_no']}"


def english(browser: TestClient, path: str) -> str:
    return browser.get(path, headers={"Accept-Language": "en"}).text


def test_the_code_in_the_picture_leads_to_the_page_and_the_bytes_are_the_same_again(door: Door) -> None:
    path = handed_in(door)
    first, again = (door.browser().get(f"{path}/picture.png") for _ in "12")
    assert (first.headers["content-type"], size_of(first.content)[0]) == ("image/png", 750)
    assert qr_codes(first.content) == [f"http://localhost:8080{path}"]
    assert first.content == again.content


def test_the_text_says_what_the_page_says_and_not_who_wrote_it(door: Door) -> None:
    path = handed_in(door)
    answer, number = door.browser().get(f"{path}/text"), path.rpartition("/")[2]
    assert answer.headers["content-disposition"] == f'attachment; filename="receipt-{number}.txt"'
    for said in ("作品回执", ENTRY["phrase"], number, "2096年6月1日 12:00", f"http://localhost:8080{path}"):
        assert said in answer.text
    for kept in (ENTRY["name"], ENTRY["workplace"], CITIZEN_PHONE, CITIZEN_PHONE[3:]):
        assert kept not in answer.text
    assert "Receipt of an entry\n" in english(door.browser(), f"{path}/text")


@pytest.mark.parametrize(
    "phrase",
    ["海纳百川 山海相连 港通天下 勇立潮头 开放包容 敢为人先", '#let x = 1; $a$ *粗* "引" <标>', "山\U00031000海龘靐"],
)
def test_whatever_was_written_is_drawn(door: Door, phrase: str) -> None:
    path = handed_in(door, phrase=phrase)
    picture = door.browser().get(f"{path}/picture.png")
    assert (picture.status_code, qr_codes(picture.content)) == (200, [f"http://localhost:8080{path}"])
    assert phrase in door.browser().get(f"{path}/text").text


@pytest.mark.parametrize("number", ["7K2M-90QD-XW4TC", "nonsense", "%22%0d%0aX: y", "%23let", "..%2f..%2fetc"])
@pytest.mark.parametrize("kind", ["picture.png", "text"])
def test_no_other_number_is_drawn(door: Door, number: str, kind: str) -> None:
    assert door.browser().get(f"/submissions/{number}/{kind}").status_code == 404


def test_the_page_leads_to_both(door: Door) -> None:
    path = handed_in(door)
    page = door.browser().get(path).text
    assert [f'href="{path}/{kind}"' in page for kind in ("picture.png", "text")] == [True, True]
