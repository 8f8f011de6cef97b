"""Which event tells whom what."""

import pytest
from notify.domain.facts import Fact
from notify.domain.notices import EVERYONE
from notify.domain.table import TABLE, drafts_of

from tests.unit.notify import facts


@pytest.mark.parametrize(
    ("fact", "kind", "recipient"),
    [
        (facts.received(), "entry-received", facts.AUTHOR),
        (facts.received("e0"), "entry-repeated", facts.AUTHOR),
        (facts.received(version=3, withdrawn=True), "entry-withdrawn", facts.AUTHOR),
        (facts.listed("finalist"), "shortlisted-finalist", facts.AUTHOR),
        (facts.listed("nominee"), "shortlisted-nominee", facts.AUTHOR),
        (facts.listed("excellent"), "shortlisted-excellent", facts.AUTHOR),
        (facts.listed("winner"), "shortlisted-winner", facts.AUTHOR),
        (facts.prize("winner", 20000), "awarded", facts.AUTHOR),
        (facts.prize("nominee", 0), "awarded", facts.AUTHOR),
        (facts.prize("finalist", 0, certificate=False, souvenir=True), "souvenir", facts.AUTHOR),
        (facts.campaign(1), "campaign-published", EVERYONE),
        (facts.campaign(2), "campaign-changed", EVERYONE),
        (facts.vote_called(1), "contest-opened", EVERYONE),
        (facts.vote_called(2), "contest-changed", EVERYONE),
        (facts.vote_certified(), "contest-closed", EVERYONE),
        (facts.reminded(), "unit-reminded", facts.AUTHOR),
    ],
)
def test_each_event_tells_one_recipient_one_thing(fact: Fact, kind: str, recipient: str) -> None:
    assert [(draft.kind, draft.recipient) for draft in drafts_of(fact)] == [(kind, recipient)]


@pytest.mark.parametrize("duplicate_of", [None, "e0"])
def test_an_entry_is_called_received_once_whatever_becomes_of_it(duplicate_of: str | None) -> None:
    assert drafts_of(facts.received(duplicate_of, version=2)) == []


def test_an_award_of_nothing_tells_nobody() -> None:
    assert drafts_of(facts.prize("finalist", 0, certificate=False)) == []


def test_an_award_names_its_amount_and_its_certificate() -> None:
    (draft,) = drafts_of(facts.prize("excellent", 2000))
    assert draft.words["amount"] == "2000"
    assert draft.words["number"].startswith("LYG-E-")


def test_a_letter_to_a_unit_without_an_informant_stays_on_its_page() -> None:
    assert drafts_of(facts.reminded(None)) == []


def test_money_without_a_certificate_names_no_number() -> None:
    (draft,) = drafts_of(facts.prize("nominee", 1000, certificate=False))
    assert draft.words["number"] == ""


def test_no_draft_carries_an_address_or_a_name() -> None:
    every: list[Fact] = [facts.received(), facts.listed("winner"), facts.prize(), facts.campaign(), facts.vote_called()]
    words = {word for fact in every for draft in drafts_of(fact) for word in draft.words}
    assert words.isdisjoint({"name", "phone", "contact", "address"})


def test_the_table_has_a_row_for_every_fact() -> None:
    assert {row.__name__ for row in TABLE} == {member.__name__ for member in Fact.__args__}
