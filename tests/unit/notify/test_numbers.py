"""Certificate numbers: short, typable, derived, checked."""

from hypothesis import given
from hypothesis import strategies as st
from notify.domain.certificates import campaign_code, certificate_number, certificate_of
from notify.domain.numbers import ALPHABET, check_character, compact, number_of, serial_of, well_formed

from tests.unit.notify import facts

serials = st.text(ALPHABET, min_size=8, max_size=8)


def test_a_number_is_short_and_names_campaign_and_tier() -> None:
    number = certificate_number(facts.prize("winner"))
    assert number.startswith("LYG-W-")
    assert len(number) == len("LYG-W-7K3M-9Q2X-5")


def test_the_same_award_has_the_same_number_and_another_award_another() -> None:
    assert certificate_number(facts.prize()) == certificate_number(facts.prize(amount=1))
    assert certificate_number(facts.prize()) != certificate_number(facts.prize(entry_id="e2"))
    assert certificate_number(facts.prize("nominee")) != certificate_number(facts.prize("excellent"))


def test_a_thousand_entries_have_a_thousand_numbers() -> None:
    assert len({certificate_number(facts.prize(entry_id=f"e{index}")) for index in range(1000)}) == 1000


def test_a_number_survives_case_spaces_dashes_and_look_alikes() -> None:
    number = number_of("LYG", "W", "10V0AB1D")
    assert compact("  lyg w 1ouO abLd " + number[-1].lower()) == compact(number)
    assert well_formed("lyg w loUo abid" + number[-1])


@given(serials, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(serial: str, place: int, wrong: str) -> None:
    key = compact(number_of("LYG", "N", serial))
    if key[place] != wrong:
        assert not well_formed(key[:place] + wrong + key[place + 1 :])


@given(serials)
def test_every_number_is_well_formed(serial: str) -> None:
    assert well_formed(number_of("LIA", "E", serial))


def test_swapped_neighbours_are_nearly_always_noticed() -> None:
    numbers = [compact(number_of("LYG", "N", serial_of(str(index)))) for index in range(300)]
    swaps = [(key, key[:at] + key[at + 1] + key[at] + key[at + 2 :]) for key in numbers for at in range(11)]
    missed = [swapped for key, swapped in swaps if swapped != key and well_formed(swapped)]
    assert len(missed) < len(swaps) * 0.01


def test_the_borders_between_parts_count() -> None:
    assert serial_of("ab", "c") != serial_of("a", "bc")
    assert check_character("LYG") != check_character("LGY")


def test_a_campaign_without_latin_letters_has_a_code_too() -> None:
    assert campaign_code("lianyungang-2020") == "LIA"
    assert campaign_code("新时代") == "ZJ"


def test_a_certificate_holds_no_name() -> None:
    certificate = certificate_of(facts.prize())
    assert certificate.author_ref == facts.AUTHOR
    assert not hasattr(certificate, "name")
