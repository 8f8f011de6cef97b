"""Drafts of a signed-in citizen: kept under seal, restored in the form, gone when the entry is in."""

import asyncio
from datetime import timedelta

import pytest
from intake.adapters.drafts import KEPT, ValkeyDrafts
from intake.handlers.ports import DraftsUnavailable
from redis.exceptions import ConnectionError as NoValkey

from tests.unit.intake.door import CITIZEN_PHONE, Door

BEGUN = {
    "phrase": "山海相拥",
    "explanation": "",
    "name": "示例甲",
    "workplace": "",
    "co_authors": "示例乙 30%",
    "share": "",
}
SUBMIT = "/submit?campaign=k-2026"
DRAFT = "/api/v1/campaigns/k-2026/draft"


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def test_what_was_begun_is_in_the_form_again_and_is_not_handed_in(door: Door) -> None:
    browser = door.browser("citizen")
    kept = browser.post(SUBMIT, data={**BEGUN, "name": "", "keep": "draft"})
    assert kept.headers["location"] == f"{SUBMIT}&said=kept"
    shown = door.browser("citizen").get(SUBMIT).text
    assert ('value="山海相拥"' in shown, "示例乙 30%" in shown, "已恢复您的草稿" in shown) == (True, True, True)
    assert door.desk.state.entries_of("k-2026") == ()


def test_a_draft_is_gone_when_the_entry_is_in_or_the_fields_are_emptied(door: Door) -> None:
    browser = door.browser("citizen")
    for last in ({**BEGUN, "keep": ""}, {"keep": "draft"}):
        browser.post(SUBMIT, data={**BEGUN, "keep": "draft"})
        assert len(door.desktop.kept) == 1
        assert browser.post(SUBMIT, data=last).status_code == 303
        assert door.desktop.kept == {}


def test_a_draft_is_sealed_and_belongs_to_one_citizen_and_one_campaign(door: Door) -> None:
    door.opens("k-2027")
    door.browser("citizen").put(DRAFT, json=BEGUN)
    [((campaign, ref), sealed)] = door.desktop.kept.items()
    assert (campaign, ref) == ("k-2026", door.desk.author_ref(CITIZEN_PHONE))
    assert sealed.startswith(f"{ref}.")
    assert door.browser("citizen").get("/api/v1/campaigns/k-2027/draft").status_code == 404


def test_a_program_keeps_reads_and_drops_a_draft(door: Door) -> None:
    browser = door.browser("citizen")
    answers = [browser.get(DRAFT), browser.put(DRAFT, json=BEGUN), browser.get(DRAFT), browser.delete(DRAFT),
               browser.delete(DRAFT), browser.get(DRAFT)]  # fmt: skip
    assert [one.status_code for one in answers] == [404, 204, 200, 204, 204, 404]
    found = answers[2].json()
    assert {name: found[name] for name in BEGUN} == BEGUN
    assert browser.put("/api/v1/campaigns/none/draft", json=BEGUN).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("organiser", 403), ("unit", 403)])
def test_only_a_citizen_has_drafts(door: Door, role: str | None, status: int) -> None:
    assert door.browser(role).put(DRAFT, json=BEGUN).status_code == status


def test_without_valkey_the_text_is_kept_on_the_screen_and_submitting_goes_on(door: Door) -> None:
    browser = door.browser("citizen")
    browser.post(SUBMIT, data={**BEGUN, "keep": "draft"})
    door.desktop.shut = True
    refused = browser.post(SUBMIT, data={**BEGUN, "phrase": "山海相拥，向海图强", "keep": "draft"})
    assert (refused.status_code, 'value="山海相拥，向海图强"' in refused.text) == (503, True)
    assert browser.put(DRAFT, json=BEGUN).json()["code"] == "drafts-unavailable"
    assert 'name="phrase" type="text" value=""' in browser.get(SUBMIT).text
    assert browser.post(SUBMIT, data=BEGUN).headers["location"].endswith("?said=accepted")


def test_a_draft_of_a_book_is_refused(door: Door) -> None:
    answer = door.browser("citizen").post(SUBMIT, data={"explanation": "长" * 16_001, "keep": "draft"})
    assert (answer.status_code, door.desktop.kept) == (422, {})


def test_who_was_erased_finds_no_draft(door: Door) -> None:
    browser = door.browser("citizen")
    browser.put(DRAFT, json=BEGUN)
    browser.delete("/api/v1/sessions/contact")
    assert browser.get(DRAFT).status_code == 404


class Valkey:
    """One client with one mind; `away` is when it does not answer."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, timedelta]] = {}
        self.away = False

    async def set(self, key: str, value: str, ex: timedelta) -> None:
        self._here()
        self.kept[key] = (value, ex)

    async def get(self, key: str) -> str | None:
        self._here()
        return self.kept.get(key, (None, KEPT))[0]

    async def delete(self, key: str) -> None:
        self._here()
        self.kept.pop(key, None)

    def _here(self) -> None:
        if self.away:
            raise NoValkey


def test_valkey_keeps_a_draft_for_a_month_and_says_when_it_is_away() -> None:
    valkey = Valkey()
    drafts = ValkeyDrafts(valkey, "p-")
    asyncio.run(drafts.keep("c", "ref", "sealed"))
    assert valkey.kept == {"p-intake:draft:c:ref": ("sealed", timedelta(days=30))}
    assert asyncio.run(drafts.find("c", "ref")) == "sealed"
    asyncio.run(drafts.drop("c", "ref"))
    assert asyncio.run(drafts.find("c", "ref")) is None
    valkey.away = True
    for use in (drafts.keep("c", "ref", "x"), drafts.find("c", "ref"), drafts.drop("c", "ref")):
        with pytest.raises(DraftsUnavailable):
            asyncio.run(use)
