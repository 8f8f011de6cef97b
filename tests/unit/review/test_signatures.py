"""Two signatures under one decision, and two people who sign at once."""

import asyncio
from dataclasses import replace

import pytest
from plumbing.tokens import Session
from review.domain.fold import Accepted, Refused
from review.handlers.decision import Choice, decide_winner

from tests.unit.review.late_play import CAMPAIGN, SMALL, VOTED, Late

DECISION = f"/api/v1/decision/{CAMPAIGN}"
FOR_E01 = {"entry_id": "e01", "statement": "确定为中选作品"}
TWO = replace(SMALL, signers=("leader", "organiser"))


def test_each_role_of_the_pack_signs_the_same_entry_by_another_person() -> None:
    late = Late(TWO)
    first = late.ask("POST", DECISION, "leader:li", FOR_E01)
    assert (first.status_code, first.json()["decision"]["missing"]) == (201, ["organiser"])
    assert late.selection.winner is None
    own = {"entry_id": "e01"}
    assert late.code("POST", f"{DECISION}/countersignatures", "organiser:li", own) == (409, "signed-already")
    assert late.code("POST", f"{DECISION}/countersignatures", "leader:zhou", own) == (409, "fully-signed")
    assert late.code("POST", f"{DECISION}/countersignatures", "organiser:wu", {"entry_id": "e02"}) == (
        409, "other-entry-decided",
    )  # fmt: skip
    second = late.ask("POST", f"{DECISION}/countersignatures", "organiser:wu", own)
    assert (second.status_code, second.json()["decision"]["missing"]) == (201, [])
    assert [one["person"] for one in second.json()["decision"]["signatures"]] == ["li", "wu"]
    assert late.selection.winner == "e01"
    assert late.ask("POST", f"{DECISION}/countersignatures", "organiser:wu", own).status_code == 200


def test_two_of_the_same_role_are_two_people() -> None:
    late = Late(replace(SMALL, signers=("leader", "leader")))
    late.ask("POST", DECISION, "leader:li", FOR_E01)
    assert late.code("POST", f"{DECISION}/countersignatures", "leader:li", {"entry_id": "e01"})[1] == "signed-already"
    assert late.ask("POST", f"{DECISION}/countersignatures", "leader:zhou", {"entry_id": "e01"}).status_code == 201
    assert late.selection.winner == "e01"


def test_a_signer_who_refuses_says_why_and_nothing_is_decided() -> None:
    late = Late(TWO)
    late.ask("POST", DECISION, "leader:li", FOR_E01)
    back = f"{DECISION}/returns"
    assert late.code("POST", back, "organiser:wu", {"entry_id": "e01", "statement": " "}) == (422, "statement-required")
    answer = late.ask("POST", back, "organiser:wu", {"entry_id": "e01", "statement": "请再议"}).json()
    assert answer["decision"] is None
    assert [(one["entry_id"], one["leader"], one["reason"], one["person"]) for one in answer["sent_back"]] == [
        ("e01", "li", "请再议", "wu")
    ]
    again = late.ask("POST", DECISION, "leader:li", {**FOR_E01, "entry_id": "e02"})
    assert (again.status_code, again.json()["decision"]["entry_id"]) == (201, "e02")


def test_the_first_role_of_the_pack_decides() -> None:
    late = Late(TWO)
    assert late.code("POST", DECISION, "organiser:wu", FOR_E01) == (403, "not-the-leader")
    assert late.code("POST", f"{DECISION}/countersignatures", "organiser:wu", {"entry_id": "e01"}) == (
        409, "winner-not-decided",
    )  # fmt: skip


def test_the_office_signs_only_where_the_pack_names_it() -> None:
    late = Late(replace(SMALL, signers=("leader", "leader")))
    late.ask("POST", DECISION, "leader:li", FOR_E01)
    answer = late.code("POST", f"{DECISION}/countersignatures", "organiser:wu", {"entry_id": "e01"})
    assert answer == (403, "not-a-signer")


@pytest.mark.parametrize("order", [("li", "zhou"), ("zhou", "li")])
async def test_of_two_leaders_who_decide_at_once_the_first_on_the_log_wins_and_the_other_is_told(
    order: tuple[str, str],
) -> None:
    late = Late()
    wanted = {"li": "e01", "zhou": "e02"}

    async def signs(person: str) -> object:
        session = Session(person, "leader", None, None, VOTED)
        return await decide_winner(late.desk, CAMPAIGN, Choice(wanted[person], "确定"), session)

    verdicts = await asyncio.gather(*(signs(person) for person in order))
    assert verdicts == [Accepted(), Refused("already-decided")]
    assert late.selection.winner == wanted[order[0]]
    assert [one.key for one in late.told() if b'"winner"' in one.value] == [CAMPAIGN]
