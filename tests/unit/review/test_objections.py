"""公示: who may object, until when, what becomes of it, and that the prizes wait."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from review.domain.selection_rules import ObjectionRules

from tests.unit.review.late_play import CAMPAIGN, SMALL, Late

OUTCOME = f"/api/v1/outcome/{CAMPAIGN}"
REVIEW = f"/api/v1/review/{CAMPAIGN}"
OBJECTED = {"entry_id": "e01", "kind": "likeness", "text": "与某市的表述语雷同"}
RULES = replace(SMALL, objections=ObjectionRules(days=5, answer_days=2))


def announced(authors: tuple[str, ...] = (), shares: tuple[int, ...] = (), **rules: Any) -> Late:
    """The winner e01 is told; the rules as named, the rest of them as above."""
    late = Late(replace(RULES, **rules), authors, shares)
    decision = {"entry_id": "e01", "statement": "确定为中选作品"}
    assert late.ask("POST", f"/api/v1/decision/{CAMPAIGN}", "leader:li", decision).status_code == 201
    return late


def objects(late: Late, who: str = "citizen:ref", **changed: str) -> tuple[int, str]:
    return late.code("POST", f"{OUTCOME}/objections", who, {**OBJECTED, **changed})


def answers(late: Late, number: int, ruling: str, reason: str = "经查属实") -> tuple[int, str]:
    return late.code("PUT", f"{REVIEW}/objections/{number}/answer", "organiser", {"ruling": ruling, "reason": reason})


def test_objections_are_taken_from_the_announcement_until_the_days_of_the_pack_are_over() -> None:
    assert objects(Late(RULES)) == (409, "objections-not-open")
    assert objects(announced(objections=ObjectionRules(0))) == (409, "objections-not-open")
    late = announced()
    assert objects(late)[0] == 201
    late.clock.advance(timedelta(days=5))
    assert objects(late, text="另一件") == (409, "objections-closed")


def test_a_verified_citizen_or_the_office_for_somebody_and_nobody_else() -> None:
    late = announced()
    assert objects(late, who="")[0] == 401
    assert objects(late, who="screener") == (403, "role-forbidden")
    assert objects(late) == (201, "")
    assert late.ask("POST", f"{REVIEW}/objections", "organiser:wu", OBJECTED).json()["number"] == 2
    assert [(one.actor, one.on_behalf) for one in late.selection.outcome.objections] == [("ref", False), ("wu", True)]


def test_what_reaches_the_office_otherwise_is_entered_until_the_prizes_are_released() -> None:
    for days in (0, 5):
        late = announced(objections=ObjectionRules(days))
        late.clock.advance(timedelta(days=6))
        lodged = late.ask("POST", f"{REVIEW}/objections", "organiser:wu", OBJECTED)
        assert lodged.status_code == 201
        assert late.code("POST", f"{REVIEW}/awards", "organiser") == (409, "objections-unanswered")
        answers(late, 1, "dismissed")
        assert late.ask("POST", f"{REVIEW}/awards", "organiser").status_code == 201
        again = {**OBJECTED, "text": "迟到的来信"}
        assert late.code("POST", f"{REVIEW}/objections", "organiser:wu", again) == (409, "awards-released")


def test_the_same_words_again_are_the_same_objection_and_nothing_is_written_for_one_that_cannot_be() -> None:
    late = announced()
    assert [objects(late)[0], objects(late)[0]] == [201, 200]
    before = len(late.log.events)
    assert objects(late, entry_id="nobody") == (422, "entry-not-listed")
    assert objects(late, text=" ") == (422, "objection-empty")
    for number in range(4):
        assert objects(late, text=f"第{number}件")[0] == 201
    assert objects(late, text="第六件") == (409, "objections-enough")
    assert len(late.log.events) == before + 4


def test_the_public_register_has_number_entry_state_and_answer_and_no_person() -> None:
    late = announced()
    objects(late, who="citizen:somebody-secret")
    answers(late, 1, "dismissed", "表述不同")
    for told in (late.ask("GET", OUTCOME).text, late.ask("GET", "/outcome").text):
        assert "somebody-secret" not in told
        assert OBJECTED["text"] not in told
        assert "organiser" not in told
    [line] = late.ask("GET", OUTCOME).json()["register"]
    assert (line["number"], line["entry_id"], line["state"], line["answer"]) == (1, "e01", "dismissed", "表述不同")


def test_an_answer_that_is_late_is_shown_as_late() -> None:
    late = announced()
    objects(late)
    late.clock.advance(timedelta(days=2))
    assert late.ask("GET", f"{REVIEW}/objections", "organiser").json()["overdue"] == 0
    late.clock.advance(timedelta(seconds=1))
    assert late.ask("GET", f"{REVIEW}/objections", "organiser").json()["overdue"] == 1
    assert "逾期未答复" in late.ask("GET", "/office/objections", "organiser").text
    assert late.ask("GET", OUTCOME).json()["register"][0]["state"] == "overdue"


def test_an_objection_has_one_answer_with_a_reason() -> None:
    late = announced()
    assert answers(late, 1, "dismissed") == (404, "objection-unknown")
    objects(late)
    assert answers(late, 1, "dismissed", " ") == (422, "answer-without-reason")
    assert [answers(late, 1, "dismissed")[0], answers(late, 1, "dismissed")[0]] == [200, 200]
    assert answers(late, 1, "upheld") == (409, "objection-answered")


def test_the_prizes_wait_for_the_end_of_the_period_and_for_every_answer() -> None:
    late = announced()
    objects(late)
    assert late.code("POST", f"{REVIEW}/awards", "organiser") == (409, "objection-period-running")
    late.clock.advance(timedelta(days=5))
    assert late.code("POST", f"{REVIEW}/awards", "organiser") == (409, "objections-unanswered")
    answers(late, 1, "dismissed")
    assert late.ask("POST", f"{REVIEW}/awards", "organiser").status_code == 201


def test_a_pack_without_such_a_period_releases_at_once() -> None:
    late = announced(objections=ObjectionRules(0))
    assert late.ask("POST", f"{REVIEW}/awards", "organiser").status_code == 201


def test_what_was_typed_comes_back_with_the_reason() -> None:
    late = announced()
    answer = late.client.post(
        "/outcome", data={"entry_id": "", "text": "我的理由"}, headers={**_citizen(late), "Accept-Language": "zh-CN"}
    )
    assert answer.status_code == 422
    assert "我的理由" in answer.text
    assert "该作品不在公示名单中" in answer.text


def _citizen(late: Late) -> dict[str, str]:
    return late.bearer("citizen:ref")


def test_the_outcome_tells_its_story_and_before_it_is_told_has_none_of_its_figures() -> None:
    after, before = announced().ask("GET", "/outcome").text, Late(RULES).ask("GET", "/outcome").text
    figures = ("从 8 件到 1 件", "230", " 票</span>", "优秀作品")
    assert [one in after for one in figures] == [True] * 4
    assert [one in before for one in figures] == [False] * 4
    assert "评选结果尚未公布" in before
    assert "群众投票已截止" in before
