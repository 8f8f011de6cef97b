"""The audit trail of intake: what those with an account did, each look at a contact among it."""

from dataclasses import fields
from typing import get_args

import pytest
from intake.domain.events import ContactUnsealed, EntryWithdrawn, LogEvent
from intake.domain.fold import apply
from intake.domain.state import State
from intake.entrypoints.trail import ACTS

from tests.unit.intake.door import Door
from tests.unit.intake.log_play import DURING, C, account, filed, moved, opened, submitted

UNTOLD = {"citizen-known"}


@pytest.fixture
def state() -> State:
    found = State()
    for event in (opened(), account("office"), account("clerk"), submitted(filed(1), filed(2))):
        apply(found, event)
    return found


def acts(state: State) -> list[tuple[str, str, str, int]]:
    return [(act.what, act.actor, act.about, act.count) for act in state.trail]


def test_every_event_has_its_words() -> None:
    names = {str(next(one for one in fields(kind) if one.name == "what").default) for kind in get_args(LogEvent)}
    assert names - UNTOLD == set(ACTS)


def test_what_somebody_with_an_account_did_stands_in_it(state: State) -> None:
    apply(state, moved(DURING.replace(month=7)))
    assert acts(state) == [
        ("account-created", "office", "office", 1), ("account-created", "office", "clerk", 1),
        ("entries-submitted", "office", "", 2), ("deadline-moved", "office", "", 1),
    ]  # fmt: skip


def test_each_look_at_a_contact_is_in_it_with_its_reason_but_not_what_opens_a_notice(state: State) -> None:
    before = len(state.trail)
    apply(state, ContactUnsealed(C, "author-1", "notice", "n1", "notify", DURING))
    apply(state, ContactUnsealed(C, "author-1", "核对获奖人", "e1", "clerk", DURING))
    (act,) = state.trail[before:]
    assert (act.what, act.actor, act.about, act.reason) == ("contact-unsealed", "clerk", "e1", "核对获奖人")


def test_what_authors_do_themselves_and_what_is_refused_is_not(state: State) -> None:
    before = acts(state)
    apply(state, EntryWithdrawn(C, "e1", 1, "author", "", "author-1", DURING))
    apply(state, moved(DURING.replace(year=2020)))
    assert acts(state) == before


def test_the_office_reads_its_campaign_s_and_what_concerns_all() -> None:
    door = Door()
    door.opens()
    door.opens("k-2027", title="示例县征集")
    office = door.browser("organiser")
    office.post("/office/accounts", data={"username": "qian", "password": "long-enough-1", "role": "screener"})
    page = office.get("/office/campaign/trail?campaign=k-2026")
    assert page.status_code == 200
    assert door.browser("screener").get("/office/campaign/trail?campaign=k-2026").status_code == 403
    assert office.get("/api/v1/campaigns/k-2026/trail").json()["total"] == page.text.count("<tr><td")
