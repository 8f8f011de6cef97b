"""From fifty to one on the real Kafka: HTTP in, public events out, also after SIGKILL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from plumbing.settings import ProcessSettings

from tests.integration.operations.cloudevents_on import cloudevents_on
from tests.integration.review.review_processes import (
    CAMPAIGN,
    ReviewProcesses,
    RunningReview,
    campaign_published,
    contest_closed,
    entry_submitted,
    until,
)

pytestmark = pytest.mark.broker
ENTRIES = [f"e{number:02}" for number in range(55)]
FINALISTS, NOMINEES, TEN = ENTRIES[:50], ENTRIES[:20], ENTRIES[:10]
JUDGES = ["chen", "wang", "zhao"]
DECISION = f"/api/v1/decision/{CAMPAIGN}"


@pytest.fixture
def review(kafka: str, topic_prefix: str) -> Iterator[RunningReview]:
    processes = ReviewProcesses(kafka, topic_prefix)
    try:
        processes.start("http")
        processes.start("relay")
        running = RunningReview(ProcessSettings(profile="demo", kafka=kafka, topic_prefix=topic_prefix), processes)
        yield running
        running.close()
    finally:
        processes.stop_all()


def choose_finalists(review: RunningReview) -> None:
    review.feed("campaign-published", campaign_published(), "c-1")
    for number in range(len(ENTRIES)):
        review.feed("entry-submitted", entry_submitted(number), f"s-{number}")
    until(lambda: review.review("GET", "/funnel"), lambda seen: seen[0] == 200 and seen[1]["submitted"] == len(ENTRIES))
    decisions = [{"entry_id": entry, "decision": "pass"} for entry in ENTRIES]
    ok(review.review("POST", "/screenings", "screener", {"decisions": decisions}))
    ok(review.review("POST", "/discussion", body={"entry_ids": ENTRIES}))
    ok(review.review("POST", "/finalists", body={"entry_ids": FINALISTS}))
    release(review, "finalist")


def release(review: RunningReview, tier: str) -> None:
    """The office signs the list as it stands."""
    seen = ok(review.review("GET", f"/lists/{tier}"))
    ok(review.review("POST", "/lists/releases", body={"tier": tier, "digest": seen["digest"]}))


def ok(answer: tuple[int, Any]) -> Any:
    assert answer[0] in (200, 201), answer
    return answer[1]


def refused(answer: tuple[int, Any]) -> tuple[int, str]:
    return answer[0], answer[1]["code"]


def ballot(judge: int) -> list[dict[str, Any]]:
    """The earlier in the list, the better; the first judge abstains on the first entry."""
    lines: list[dict[str, Any]] = [
        {"entry_id": entry, "political": 99 - place, "guidance": 98 - place, "form": 97.5 - place}
        for place, entry in enumerate(FINALISTS)
    ]
    return [{"entry_id": FINALISTS[0], "abstain": True, "reason": "本人作品"}, *lines[1:]] if judge == 0 else lines


def score(review: RunningReview) -> None:
    ok(review.review("POST", "/panel", body={"judges": JUDGES}))
    for number, judge in enumerate(JUDGES):
        ok(review.review("POST", "/scores", f"judge:{judge}", {"scores": ballot(number)}))


def open_contest(review: RunningReview) -> dict[str, Any]:
    now = datetime.now(UTC)
    body = {"opens_at": (now - timedelta(minutes=1)).isoformat(), "closes_at": (now + timedelta(hours=1)).isoformat()}
    made: dict[str, Any] = ok(review.review("POST", "/contest", body=body))
    assert refused(review.review("POST", "/contest", body=body | {"title": "另一场"}))[1] == "contest-already-open"
    assert review.review("POST", "/contest", body=body)[0] == 200
    return made


def certify(review: RunningReview) -> None:
    votes = {entry: 1000 - 10 * place for place, entry in enumerate(NOMINEES)}
    review.feed("contest-closed", contest_closed(votes), "closed-1")
    until(lambda: review.review("GET", "/composite"), lambda seen: seen[0] == 200)


def decide_at_once(review: RunningReview) -> None:
    """Two leaders sign at the same moment: the log orders them, one wins, and the other is told."""
    minute = (datetime.now(UTC) + timedelta(seconds=4)).isoformat()
    body = {"entry_id": "e01", "statement": "确定为中选作品", "announce_at": minute}
    with ThreadPoolExecutor(2) as leaders:
        answers = list(leaders.map(lambda who: review.call("POST", DECISION, who, body), ("leader:li", "leader:zhou")))
    assert sorted(status for status, _ in answers) == [201, 409]
    assert [told["code"] for status, told in answers if status == 409] == ["already-decided"]
    assert ok(review.review("GET", "/funnel"))["winner"] is None


def announced_while_the_relay_is_dead(review: RunningReview) -> None:
    """The minute comes by itself; the relay, killed before it, tells the winner when it is back, once."""
    review.processes.kill("relay")
    assert refused(review.review("POST", "/awards")) == (409, "winner-not-announced")
    until(lambda: ok(review.review("GET", "/funnel")), lambda seen: seen["winner"] == "e01")
    assert review.tiers("winner") == []
    review.processes.start("relay")
    until(lambda: review.tiers("winner"), lambda seen: seen == ["e01"])


def test_the_whole_way_from_fifty_to_one(review: RunningReview) -> None:
    choose_finalists(review)
    score(review)
    cut = ok(review.review("POST", "/nominees"))
    assert [line["entry_id"] for line in cut["nominees"]] == NOMINEES
    assert (cut["nominees"][0]["score"], cut["nominees"][0]["judges"]) == ("98.2500", 2)
    assert review.tiers("nominee") == []
    release(review, "nominee")
    ok(review.review("POST", "/refinements", body={"entry_id": "e01", "text": "山海同歌"}))
    assert open_contest(review)["contest_id"] == f"{CAMPAIGN}-vote"
    assert ok(review.review("PATCH", "/contest", body={"embargo": "hidden"}))["revision"] == 2
    assert ok(review.review("PATCH", "/contest", body={"embargo": "hidden"}))["revision"] == 2
    certify(review)
    assert [line["entry_id"] for line in ok(review.review("POST", "/excellent"))["excellent"]] == TEN
    release(review, "excellent")
    packet = ok(review.call("GET", DECISION, "leader:li"))
    assert [version["text"] for version in packet["entries"][1]["versions"]] == ["示例作品第1件", "山海同歌"]
    decide_at_once(review)
    announced_while_the_relay_is_dead(review)
    awards = ok(review.review("POST", "/awards"))
    assert (awards["total"], awards["reading"], len(awards["lines"])) == (48_000, "nested", 50)
    assert review.review("POST", "/awards") == (200, awards)
    funnel = ok(review.review("GET", "/funnel"))
    assert {name: funnel[name] for name in ("finalists", "nominees", "excellent", "winner", "awarded_total")} == {
        "finalists": 50, "nominees": 20, "excellent": 10, "winner": "e01", "awarded_total": 48_000,
    }  # fmt: skip
    given = until(lambda: review.told("entry-awarded"), lambda seen: len(seen) == 50)
    assert sum(prize["amount"] for prize in given) == 48_000
    assert cloudevents_on(review.place, "entry-awarded") == {("cn.zhengji.entry.awarded.v1", "/services/review")}
    assert {prize["entry_id"] for prize in given if prize["certificate"]} == set(NOMINEES)
    assert [review.tiers(tier) for tier in ("nominee", "excellent", "winner")] == [NOMINEES, TEN, ["e01"]]
    terms = review.told("contest-opened")
    assert [(one["revision"], one["embargo"]) for one in terms] == [(1, "live"), (2, "hidden")]
    assert [one["entry_id"] for one in terms[0]["entries"]] == NOMINEES
    assert terms[0]["entries"][1]["phrase"] == "山海同歌"


def test_steps_are_refused_out_of_their_order(review: RunningReview) -> None:
    choose_finalists(review)
    now = datetime.now(UTC)
    runs = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(hours=1)).isoformat()}
    decision = {"entry_id": "e00", "statement": "确定"}
    answers = [
        review.review("POST", "/nominees"),
        review.review("POST", "/contest", body=runs),
        review.review("PATCH", "/contest", body={"embargo": "live"}),
        review.review("GET", "/composite"),
        review.review("POST", "/excellent"),
        review.call("POST", DECISION, "leader:li", decision),
        review.review("POST", "/awards"),
    ]
    assert [refused(answer) for answer in answers] == [
        (409, "panel-not-seated"), (409, "nominees-not-cut"), (409, "contest-not-open"), (409, "contest-not-certified"),
        (409, "nominees-not-cut"), (409, "excellent-not-cut"), (409, "winner-not-decided"),
    ]  # fmt: skip


def test_scoring_is_blind_and_for_the_panel_only(review: RunningReview) -> None:
    choose_finalists(review)
    ok(review.review("POST", "/panel", body={"judges": JUDGES}))
    ok(review.review("POST", "/scores", "judge:chen", {"scores": ballot(1)}))
    other = ok(review.review("GET", "/ballot", "judge:wang"))["entries"]
    assert [line["political"] for line in other] == [None] * 50
    assert not {"author_ref", "unit_id", "channel"} & set(other[0])
    assert ok(review.review("GET", "/ballot", "judge:chen"))["entries"][0]["form"] == "97.5"
    assert refused(review.review("GET", "/ballot", "judge:li")) == (403, "not-on-panel")
    assert refused(review.review("POST", "/scores", "judge:li", {"scores": ballot(1)})) == (403, "not-on-panel")
    too_much = [{"entry_id": "e00", "political": 101, "guidance": 1, "form": 1}]
    assert refused(review.review("POST", "/scores", "judge:wang", {"scores": too_much})) == (422, "invalid-request")
    for role in ("organiser", "screener", "leader"):
        assert refused(review.review("GET", "/ballot", role)) == (403, "role-forbidden")


def test_a_relay_killed_while_telling_tells_everything_once(review: RunningReview) -> None:
    choose_finalists(review)
    score(review)
    ok(review.review("POST", "/nominees"))
    release(review, "nominee")
    review.processes.kill("relay")
    ok(review.review("POST", "/refinements", body={"entry_id": "e00", "text": "山海相拥"}))
    review.processes.kill("http")
    review.processes.start("http")
    assert review.review("POST", "/nominees")[0] == 200
    review.processes.start("relay")
    assert until(lambda: review.tiers("nominee"), lambda seen: len(seen) == 20) == NOMINEES
