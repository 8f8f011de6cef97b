"""Receipt numbers: the same for ever, forgiving to read, strict to mistype."""

from hypothesis import given
from hypothesis import strategies as st
from intake.domain.receipts import ALPHABET, normal_receipt_no, receipt_no

TOKENS = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")


@given(TOKENS)
def test_a_number_is_found_again_however_it_is_typed(token: str) -> None:
    number = receipt_no(token)
    assert normal_receipt_no(number.lower().replace("-", " ")) == number


@given(TOKENS, st.integers(0, 11), st.sampled_from(ALPHABET[:31]))
def test_one_wrong_character_is_seen(token: str, place: int, wrong: str) -> None:
    plain = receipt_no(token).replace("-", "")
    if plain[place] in {wrong, "Z"}:
        return
    assert normal_receipt_no(plain[:place] + wrong + plain[place + 1 :]) is None
