"""The receipt of a vote as a picture and as text: its number, the way to its page, and nothing of the choice."""

import pytest

from tests.unit.png import qr_codes, size_of
from tests.unit.voting.test_pages_routes import ENTRIES, Filled, browser

RECEIPT = "/receipts/k.0.17.3"
ADDRESS = f"http://localhost:8080{RECEIPT}"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_code_in_the_picture_leads_to_the_page_and_the_bytes_are_the_same_again(language: str) -> None:
    first, again = (
        browser(Filled()).get(f"{RECEIPT}/picture.png", headers={"Accept-Language": language}) for _ in "12"
    )
    assert (first.status_code, first.headers["content-type"]) == (200, "image/png")
    assert qr_codes(first.content) == [ADDRESS]
    assert (size_of(first.content)[0], first.content) == (750, again.content)


def test_the_text_says_the_number_and_where_it_is_checked_in_both_languages() -> None:
    for language, heading in (("zh-CN", "投票回执"), ("en", "Receipt of a vote")):
        answer = browser(Filled()).get(f"{RECEIPT}/text", headers={"Accept-Language": language})
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="receipt-k.0.17.3.txt"'
        assert answer.text.startswith(f"{heading}\n示例投票\n")
        assert [said in answer.text for said in ("k.0.17.3", ADDRESS)] == [True, True]
        assert not any(entry.phrase in answer.text for entry in ENTRIES)


def test_only_the_browser_that_cast_the_vote_knows_when() -> None:
    voter, stranger = browser(Filled(), "citizen"), browser(Filled())
    voter.post("/vote/k", data={"entries": ["e1"], "confirmed": "yes"})
    assert ["2026年6月10日 12:00" in one.get(f"{RECEIPT}/text").text for one in (voter, stranger)] == [True, False]


def test_what_is_saved_does_not_change_with_the_count() -> None:
    kept = set()
    for state in ("pending", "counted", "refused"):
        source = Filled()
        source.state = state
        kept.add(browser(source).get(f"{RECEIPT}/text").text)
    assert len(kept) == 1


@pytest.mark.parametrize("number", ["nonsense", "k.0.17.3%22%0d%0aX: y", "%23let x", "..%2f..%2fetc", "龘" * 9])
@pytest.mark.parametrize("kind", ["picture.png", "text"])
def test_no_other_number_is_drawn(number: str, kind: str) -> None:
    assert browser(Filled()).get(f"/receipts/{number}/{kind}").status_code == 404


def test_the_page_leads_to_both() -> None:
    page = browser(Filled()).get(RECEIPT).text
    assert [f'href="{RECEIPT}/{kind}"' in page for kind in ("picture.png", "text")] == [True, True]
