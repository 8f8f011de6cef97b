"""The share card of a certificate's page: nobody's name is on it, and nobody's contact is opened for it."""

from notify.domain.certificates import certificate_number

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned
from tests.unit.share_tags import is_card, picture_of, said_by

NUMBER = certificate_number(facts.prize())


def test_it_says_where_a_certificate_is_checked_and_not_whose_it_is() -> None:
    counter = Counter(learned(facts.campaign(), "c1"), learned(facts.prize(), "p1"))
    page = counter.get(f"/certificates/{NUMBER}").text
    asked = len(counter.phonebook.asked)
    said = said_by(page)
    assert (said["og:title"], NUMBER in said["description"]) == (facts.campaign().title, True)
    assert not any("示例" in text or "*" in text for text in said.values())
    assert is_card(counter.get(picture_of(page)))
    assert len(counter.phonebook.asked) == asked


def test_there_is_no_card_of_a_number_that_vouches_for_nothing() -> None:
    assert Counter().get(f"/certificates/{NUMBER}/card.png").status_code == 404
