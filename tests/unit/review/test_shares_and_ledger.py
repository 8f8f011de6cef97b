"""Co-authors' parts to the fen, and the ledger of payments."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.domain.selection_rules import ObjectionRules, PrizeRules
from review.domain.shares import Authorship, parts

from tests.unit.review.late_play import CAMPAIGN, Late
from tests.unit.review.test_objections import REVIEW, announced


def fen(yuan: int, *weights: int) -> list[int]:
    return [part.fen for part in parts(yuan, weights)]


def test_equal_parts_of_a_thousand_among_three_lose_no_fen() -> None:
    assert fen(1_000, 1, 1, 1) == [33_334, 33_333, 33_333]


def test_stated_parts_are_exact_and_the_largest_remainder_has_the_fen_that_is_left() -> None:
    assert fen(1_000, 60, 40) == [60_000, 40_000]
    assert fen(1, 33, 33, 34) == [33, 33, 34]
    assert fen(20_000, 17, 17, 66) == [340_000, 340_000, 1_320_000]
    assert fen(1, 125, 375, 500) == [13, 37, 50], "12.5, 37.5 and 50 fen: of equal remainders the first author's"


@given(st.integers(0, 60_000), st.lists(st.integers(0, 100), min_size=1, max_size=9).filter(any))
def test_parts_add_up_exactly_and_none_is_a_fen_away_from_its_share(yuan: int, weights: list[int]) -> None:
    found = parts(yuan, weights)
    assert sum(part.fen for part in found) == yuan * 100
    assert all(abs(part.fen - part.share * yuan * 100) < 1 for part in found)
    assert sum((part.share for part in found), Fraction(0)) == 1


def test_the_pack_says_whether_co_authors_share_equally_or_as_they_stated() -> None:
    two = Authorship("wei", (70, 30))
    assert (two.weights("stated"), two.weights("equal")) == ((70, 30), (1, 1))
    assert Authorship("alone").weights("stated") == (1,)


def test_nobody_has_no_share() -> None:
    with pytest.raises(ValueError, match="no shares"):
        parts(1, (0, 0))


def released(**rules: Any) -> Late:
    late = announced(objections=ObjectionRules(0), **rules)
    assert late.ask("POST", f"{REVIEW}/awards", "organiser").status_code == 201
    return late


def approve(late: Late, who: str, *payments: str) -> tuple[int, str]:
    return late.code("POST", f"{REVIEW}/payments/approvals", who, {"payment_ids": payments})


def pay(late: Late, who: str, payment: str = "e01-1", reference: str = "凭证001") -> tuple[int, str]:
    return late.code("PUT", f"{REVIEW}/payments/{payment}/paid", who, {"reference": reference})


def comes_back(late: Late, reason: str = "账号有误") -> tuple[int, str]:
    return late.code("PUT", f"{REVIEW}/payments/e01-1/returned", "organiser:wu", {"reason": reason})


def test_each_author_of_an_entry_with_money_is_owed_his_part() -> None:
    late = released()
    view = late.ask("GET", f"{REVIEW}/prizes", "organiser").json()
    owed = {one["payment_id"]: one["yuan"] for entry in view["entries"] for one in entry["payments"]}
    assert owed == {
        "e01-1": "20000.00", "e00-1": "2000.00", "e02-1": "2000.00", "e03-1": "1000.00", "e04-1": "1000.00",
    }  # fmt: skip
    assert (view["total"], view["paid"], view["souvenirs"]) == (26_000, "0.00", 8)


def test_one_person_approves_and_another_pays() -> None:
    late = released()
    assert pay(late, "organiser:wu") == (409, "payment-not-approved")
    assert approve(late, "organiser:wu", "e01-1", "e00-1")[0] == 200
    assert pay(late, "organiser:wu") == (409, "payer-approved-it")
    assert pay(late, "organiser:he", reference=" ") == (422, "reference-required")
    assert [pay(late, "organiser:he")[0], pay(late, "organiser:he")[0]] == [200, 200]
    assert pay(late, "organiser:he", reference="凭证002") == (409, "payment-paid")
    payment = late.selection.outcome.ledger["e01-1"]
    assert [(one.state, one.actor, one.reference) for one in payment.steps] == [
        ("approved", "wu", ""), ("paid", "he", "凭证001"),
    ]  # fmt: skip
    assert late.ask("GET", f"{REVIEW}/prizes", "organiser").json()["paid"] == "20000.00"


def test_a_payment_that_came_back_is_approved_and_paid_anew() -> None:
    late = released()
    assert comes_back(late) == (409, "payment-not-paid")
    approve(late, "organiser:wu", "e01-1")
    pay(late, "organiser:he")
    assert approve(late, "organiser:wu", "e01-1") == (409, "payment-paid")
    assert comes_back(late, " ") == (422, "return-without-reason")
    assert comes_back(late)[0] == 200
    assert approve(late, "organiser:wu", "e01-1")[0] == 200
    assert pay(late, "organiser:he", reference="凭证002")[0] == 200
    assert [one.state for one in late.selection.outcome.ledger["e01-1"].steps] == [
        "approved", "paid", "returned", "approved", "paid",
    ]  # fmt: skip


def test_approvals_are_taken_all_or_none() -> None:
    late = released()
    assert approve(late, "organiser:wu", "e01-1", "nobody-1") == (404, "payment-unknown")
    assert late.selection.outcome.ledger["e01-1"].state == "due"


def test_an_author_with_a_better_prize_has_no_other_where_the_pack_says_best() -> None:
    late = released(authors=("wei", "wei"), prizes=PrizeRules(same_author="best"))
    lines = late.ask("GET", f"{REVIEW}/awards", "organiser").json()["lines"]
    assert {line["entry_id"]: line["amount"] for line in lines if line["amount"]} == {
        "e01": 20_000, "e02": 2_000, "e03": 1_000, "e04": 1_000,
    }  # fmt: skip


@pytest.mark.parametrize(("rule", "owed"), [("stated", [14_000, 6_000]), ("equal", [10_000, 10_000])])
def test_co_authors_have_a_payment_each(rule: str, owed: list[int]) -> None:
    late = released(shares=(70, 30), prizes=PrizeRules(co_authors=rule))  # type: ignore[arg-type]
    ledger = late.selection.outcome.ledger
    assert [ledger[f"e01-{author}"].fen for author in (1, 2)] == [yuan * 100 for yuan in owed]


def test_the_page_shows_every_line_and_the_state_of_each_payment() -> None:
    late = released()
    approve(late, "organiser:wu", "e01-1")
    page = late.ask("GET", f"/office/prizes?campaign={CAMPAIGN}", "organiser").text
    for words in ("26,000", "奖项不重复获得，不计", "取最高一级奖项", "已批准", "待批准", "20000.00"):
        assert words in page
