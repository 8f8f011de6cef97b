"""An entry leaves while its vote runs: from the office's word to the prizes, on the real broker (decision 0013)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx2
import pytest

from tests.integration.operations.processes import until
from tests.integration.review.review_processes import RunningReview
from tests.integration.review.test_selection import DECISION, ok, refused, release
from tests.integration.voting.office import OFFICE_CONTEST, change, obeyed, office
from tests.integration.voting.running import Voting, citizen, recounted

pytestmark = [pytest.mark.broker, pytest.mark.timeout(400)]
BALLOTS = [["e00"]] * 6 + [["e00", "e01"]] * 3 + [["e01"]] * 2 + [["e02"]] * 4
"""Before it leaves, e00 has nine votes and leads; three of its ballots name e01 too."""
REASON = "作者申请退出"


@pytest.fixture(scope="module")
def review(voting: Voting) -> Iterator[RunningReview]:
    with office(voting) as running:
        yield running


def cast(voting: Voting, voter: int, entries: list[str]) -> httpx2.Response:
    path = f"/contests/{OFFICE_CONTEST}"
    minted = voting.ask("POST", f"{path}/voter-tokens", token=citizen(voter)).json()["token"]
    return voting.ask("POST", f"{path}/votes", {"entries": entries}, minted)


def test_it_leaves_the_board_the_result_and_the_prizes_and_the_recount_agrees(
    voting: Voting, review: RunningReview
) -> None:
    until(lambda: voting.ask("GET", f"/contests/{OFFICE_CONTEST}").status_code, lambda seen: seen == 200)
    assert {cast(voting, voter, entries).status_code for voter, entries in enumerate(BALLOTS)} == {202}
    until(lambda: voting.board(OFFICE_CONTEST).get("counted"), lambda seen: seen == len(BALLOTS))
    assert voting.board(OFFICE_CONTEST)["standings"][0]["entry_id"] == "e00"

    assert refused(review.review("PATCH", "/contest", body={"withdraw": "e00"})) == (422, "withdrawal-without-reason")
    board = obeyed(voting, change(review, withdraw="e00", reason=REASON))
    leading = [(one["entry_id"], one["rank"], one["votes"]) for one in board["standings"][:2]]
    assert leading == [("e01", 1, 5), ("e02", 2, 4)]
    assert "e00" not in {one["entry_id"] for one in board["standings"]}
    notice = voting.ask("GET", f"/contests/{OFFICE_CONTEST}").json()["changes"][-1]
    assert (notice["withdrawn"], notice["reason"]) == ("e00", REASON)
    late = cast(voting, 100, ["e00", "e02"])
    assert (late.status_code, late.json()["code"], late.json()["ids"]) == (422, "entry-withdrawn", ["e00"])
    assert cast(voting, 100, ["e02"]).status_code == 202
    assert (
        refused(review.review("PATCH", "/contest", body={"withdraw": "e99", "reason": REASON}))[1] == "not-a-candidate"
    )

    change(review, closes_at=datetime.now(UTC).isoformat())
    until(lambda: voting.ask("GET", f"/contests/{OFFICE_CONTEST}/result").status_code, lambda seen: seen == 200)
    result = voting.ask("GET", f"/contests/{OFFICE_CONTEST}/result").json()
    assert (result["counted"], result["withdrawn"]) == (len(BALLOTS) + 1, [{"entry_id": "e00", "votes": 9}])
    placed = {one["entry_id"]: (one["rank"], one["votes"]) for one in result["results"]}
    assert ("e00" in placed, placed["e01"], placed["e02"], len(placed)) == (False, (1, 5), (1, 5), 19)

    status, report = recounted(voting.settings, "count", OFFICE_CONTEST, "--api", voting.url(""))
    assert (status, report["votes"]["e00"], report["votes"]["e01"], report["votes"]["e02"]) == (0, 9, 5, 5)

    until(lambda: review.review("GET", "/composite")[0], lambda seen: seen == 200)
    composite = ok(review.review("GET", "/composite"))
    excellent = [line["entry_id"] for line in ok(review.review("POST", "/excellent"))["excellent"]]
    assert "e00" not in str(composite)
    assert ("e00" in excellent, len(excellent)) == (False, 10)
    decision = {"entry_id": "e00", "statement": "确定为中选作品"}
    assert refused(review.call("POST", DECISION, "leader:li", decision)) == (422, "not-excellent")
    ok(review.call("POST", DECISION, "leader:li", decision | {"entry_id": "e01"}))
    release(review, "excellent")
    until(lambda: ok(review.review("GET", "/funnel"))["winner"], lambda seen: seen == "e01")
    awards = ok(review.review("POST", "/awards"))
    assert "e00" not in {line["entry_id"] for line in awards["lines"]}
    given = until(lambda: review.told("entry-awarded"), lambda seen: len(seen) == len(awards["lines"]))
    assert "e00" not in {prize["entry_id"] for prize in given}
