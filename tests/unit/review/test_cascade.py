"""An entry leaves after the vote: who moves up, what is told of it, and what the money becomes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
import pytest
from review.domain.selection import Nomination
from review.domain.selection_rules import ObjectionRules, PrizeRules

from tests.unit.review.late_play import CAMPAIGN, SMALL, Late
from tests.unit.review.test_objections import OUTCOME, REVIEW, announced, answers, objects

NO_PERIOD = ObjectionRules(0)
LEAVES = {"reason": "作者申请退出"}


def withdraws(late: Late, entry: str) -> tuple[int, str]:
    return late.code("POST", f"{REVIEW}/withdrawals", "organiser", {"entry_id": entry, **LEAVES})


def told_tiers(late: Late) -> list[dict[str, Any]]:
    return [event for event in (orjson.loads(one.value)["data"] for one in late.told()) if "tier" in event]


def paid(late: Late) -> dict[str, int]:
    lines = late.ask("POST", f"{REVIEW}/awards", "organiser").json()["lines"]
    return {line["entry_id"]: line["amount"] for line in lines if line["amount"]}


def test_the_next_of_the_composite_moves_up_into_the_excellent_works_and_the_event_says_from_what() -> None:
    late = announced(objections=NO_PERIOD)
    assert withdraws(late, "e00") == (201, "")
    assert late.selection.excellent == ("e01", "e02", "e03")
    [risen] = [event for event in told_tiers(late) if event.get("promoted_from")]
    assert (risen["entry_id"], risen["tier"], risen["promoted_from"], risen["in_place_of"]) == (
        "e03", "excellent", "nominee", "e00",
    )  # fmt: skip
    assert withdraws(late, "e00") == (200, "")
    assert [event["entry_id"] for event in told_tiers(late) if event.get("promoted_from")] == ["e03"]


def test_an_objection_that_is_upheld_takes_the_entry_out_of_its_list() -> None:
    late = announced()
    objects(late, entry_id="e02")
    answers(late, 1, "upheld", "经查与已发表的表述雷同")
    seen = late.ask("GET", OUTCOME).json()
    assert [one["entry_id"] for one in seen["excellent"]] == ["e00", "e01", "e03"]
    left = next(one for one in seen["changes"] if one["what"] == "left")
    assert (left["entry_id"], left["tier"], left["objection"], left["reason"]) == (
        "e02", "excellent", 1, "经查与已发表的表述雷同",
    )  # fmt: skip
    assert [one["revision"] for one in seen["changes"]] == [1, 2, 3]


def test_whoever_moved_up_can_be_objected_to_for_the_full_period() -> None:
    late = announced()
    until = late.ask("GET", OUTCOME).json()["objections_until"]
    late.clock.advance(timedelta(days=2))
    withdraws(late, "e00")
    assert late.ask("GET", OUTCOME).json()["objections_until"] > until


def test_a_winner_who_leaves_is_not_replaced_by_a_figure_the_signers_decide_anew() -> None:
    late = announced(objections=NO_PERIOD)
    withdraws(late, "e01")
    assert late.selection.winner is None
    assert late.selection.excellent == ("e00", "e02", "e03")
    assert late.code("POST", f"{REVIEW}/awards", "organiser") == (409, "winner-not-decided")
    gone = {"entry_id": "e01", "statement": "仍选它"}
    assert late.code("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", gone) == (422, "not-excellent")
    again = {"entry_id": "e03", "statement": "改选"}
    assert late.ask("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", again).status_code == 201
    assert [event["entry_id"] for event in told_tiers(late) if event["tier"] == "winner"] == ["e01", "e03"]
    assert paid(late) == {"e03": 20_000, "e00": 2_000, "e02": 2_000, "e04": 1_000}


def test_where_the_pack_says_so_the_place_of_a_winner_who_leaves_stays_vacant() -> None:
    late = announced(objections=NO_PERIOD, prizes=PrizeRules(withdrawn_winner="vacant"))
    withdraws(late, "e01")
    again = {"entry_id": "e03", "statement": "改选"}
    assert late.code("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", again) == (409, "place-vacant")
    page = late.ask("GET", "/outcome").text
    assert "名次空缺" in page
    assert "到 1 件" not in page
    assert paid(late) == {"e00": 2_000, "e02": 2_000, "e03": 2_000, "e04": 1_000}


def test_beside_the_place_that_the_winner_held_among_the_excellent_goes_with_him() -> None:
    late = announced(objections=NO_PERIOD, reading="beside")
    assert list(late.selection.excellent) == ["e00", "e01", "e02", "e03"]
    withdraws(late, "e01")
    assert list(late.selection.excellent) == ["e00", "e02", "e03"]
    late.ask("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", {"entry_id": "e00", "statement": "改选"})
    assert list(late.selection.excellent) == ["e00", "e02", "e03", "e04"]


def test_the_alternates_of_the_cut_move_up_into_the_nominees_in_their_order() -> None:
    late = announced(objections=NO_PERIOD)
    mean = late.selection.nominees[0].mean
    late.selection.nominee_alternates = tuple(
        Nomination(entry, rank, mean, late.clock.now()) for rank, entry in enumerate(("e05", "e06"), 6)
    )
    withdraws(late, "e05")
    withdraws(late, "e04")
    seen = late.ask("GET", OUTCOME).json()
    assert [one["entry_id"] for one in seen["nominees"]] == ["e00", "e01", "e02", "e03", "e06"]
    assert seen["changes"][-1] | {"at": ""} == {
        "revision": 4, "what": "promoted", "at": "", "entry_id": "e06", "phrase": "示例作品6", "tier": "nominee",
        "from_tier": "finalist", "in_place_of": "e04", "reason": "", "objection": None,
    }  # fmt: skip


def test_without_alternates_the_place_stays_empty() -> None:
    late = announced(objections=NO_PERIOD)
    withdraws(late, "e04")
    assert [one["entry_id"] for one in late.ask("GET", OUTCOME).json()["nominees"]] == ["e00", "e01", "e02", "e03"]
    assert "e04" not in paid(late)


def test_the_last_of_the_nominees_cannot_be_withdrawn_there_would_be_nothing_left_to_decide_on() -> None:
    late = announced(objections=NO_PERIOD)
    assert [withdraws(late, entry)[0] for entry in ("e00", "e01", "e02", "e03")] == [201] * 4
    assert withdraws(late, "e04") == (409, "too-few-left")


def test_a_sealed_decision_for_an_entry_that_leaves_falls_without_a_word_in_public() -> None:
    late = Late(replace(SMALL, signers=("leader", "organiser")))
    late.ask("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", {"entry_id": "e01", "statement": "确定"})
    withdraws(late, "e01")
    assert late.selection.decision is None
    assert [event for event in told_tiers(late) if event["tier"] == "winner"] == []
    assert late.ask("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", {"entry_id": "e00", "statement": "确定"})
    assert late.selection.outcome.removed["e01"].tier == "excellent"


@pytest.mark.parametrize("entry", ["e07", "nobody"])
def test_what_is_on_no_list_cannot_leave_and_nothing_leaves_after_the_prizes(entry: str) -> None:
    late = announced(objections=NO_PERIOD)
    assert withdraws(late, entry) == ((201, "") if entry == "e07" else (422, "entry-not-listed"))
    paid(late)
    assert withdraws(late, "e00") == (409, "awards-released")
