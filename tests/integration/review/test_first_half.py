"""From an entry as it came to the list of finalists, on the real Kafka: two processes, killed and started again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from contracts import EntryShortlisted, Event
from contracts.campaign import ScreeningRules
from kafka import TopicPartition
from kafka.structs import OffsetAndMetadata
from plumbing.broker import build_consumer
from plumbing.identifiers import derived_id
from plumbing.settings import ProcessSettings

from deploy.local.rehearsal.topic_reader import read_topic
from tests.integration.review.review_processes import (
    CAMPAIGN,
    ReviewProcesses,
    RunningReview,
    campaign_published,
    entry_submitted,
    until,
)
from tests.integration.review.test_selection import release

pytestmark = pytest.mark.broker
ENTRIES = [f"e{number:02}" for number in range(52)]
DUPLICATE, FINALISTS = ENTRIES[51], ENTRIES[:50]
COMMENTS = f"/api/v1/discussion/{CAMPAIGN}/entries/e00/comments"


@pytest.fixture
def settings(kafka: str, topic_prefix: str) -> ProcessSettings:
    return ProcessSettings(profile="demo", kafka=kafka, topic_prefix=topic_prefix)


@pytest.fixture
def review(settings: ProcessSettings) -> Iterator[RunningReview]:
    processes = ReviewProcesses(settings.kafka, settings.topic_prefix)
    try:
        processes.start("http")
        processes.start("relay")
        running = RunningReview(settings, processes)
        yield running
        running.close()
    finally:
        processes.stop_all()


def receive(review: RunningReview) -> None:
    """Entries arrive by the inbox; the last repeats the first."""
    for number in range(len(ENTRIES)):
        duplicate_of = ENTRIES[0] if ENTRIES[number] == DUPLICATE else None
        entry = entry_submitted(number).model_copy(update={"duplicate_of": duplicate_of})
        review.feed("entry-submitted", entry, f"s-{number}")
    review.feed("campaign-published", campaign_published(), "c-1")
    until(lambda: review.review("GET", "/funnel"), lambda seen: seen[0] == 200 and seen[1]["submitted"] == len(ENTRIES))


def discuss(review: RunningReview) -> None:
    """Everything unique passes and is published."""
    decisions = [{"entry_id": entry, "decision": "pass"} for entry in ENTRIES]
    status, answer = review.review("POST", "/screenings", "screener", {"decisions": decisions})
    assert (status, answer["accepted"]) == (200, 51)
    assert answer["refused"] == [{"id": DUPLICATE, "code": "duplicate-entry"}]
    assert review.review("POST", "/discussion", body={"entry_ids": ENTRIES[:51]})[0] == 200


def decide_at_once(review: RunningReview) -> None:
    """Issue 5, race tests, two-person rule: of three screeners at once the log takes two, and the third is told."""
    rule = campaign_published().model_copy(update={"revision": 2, "screening": ScreeningRules(two_person=True)})
    review.feed("campaign-published", rule, "c-2")
    review.feed("entry-submitted", entry_submitted(len(ENTRIES)), "s-new")
    until(lambda: review.review("GET", "/funnel")[1]["submitted"], lambda seen: seen == len(ENTRIES) + 1)
    until(lambda: [b'"two_person":true' in one.value for one in read_topic(review.place, "review-log")], any)
    line = {"entry_id": f"e{len(ENTRIES)}", "decision": "pass", "replaces": "undecided"}
    sent = [{**line, "decision": "reject", "reason": "雷同"}, line, line]

    def decides(place: int) -> Any:
        return review.review("POST", "/screenings", f"screener:s{place}", {"decisions": [sent[place]]})[1]

    with ThreadPoolExecutor(3) as screeners:
        answers = list(screeners.map(decides, range(3)))
    told = [one["code"] for answer in answers for one in answer["refused"]]
    assert (sum(answer["accepted"] for answer in answers), len(told)) == (2, 1)
    assert told[0] in ("decided-meanwhile", "organiser-decides")


def walked(review: RunningReview) -> list[str]:
    """Every entry by following the cursor."""
    found: list[str] = []
    after = ""
    while True:
        _, page = review.review("GET", f"/entries?limit=20{after}", "screener")
        assert not any("author_ref" in entry for entry in page["entries"])
        found += [entry["entry_id"] for entry in page["entries"]]
        if page["next"] is None:
            return found
        after = f"&after={page['next']}"


def forget_what_was_published(settings: ProcessSettings) -> None:
    """As if the relay had been killed after publishing and before it could commit."""
    consumer = build_consumer(settings, "test-rewind", "review-relay")
    consumer.commit({TopicPartition(settings.topic_prefix + "review-log", 0): OffsetAndMetadata(0, "", -1)})
    consumer.close(autocommit=False)


def shortlisted_ids(settings: ProcessSettings) -> list[tuple[str, str]]:
    """Entries with the id of their event, as often as they are on the topic."""
    consumer = build_consumer(settings, "test-shortlist")
    partition = TopicPartition(settings.topic_prefix + "entry-shortlisted", 0)
    consumer.assign([partition])
    end = consumer.end_offsets([partition])[partition]
    consumer.seek_to_beginning(partition)
    values: list[bytes] = []
    while consumer.position(partition) < end:
        values += [raw.value for batch in consumer.poll(timeout_ms=200).values() for raw in batch]
    consumer.close(autocommit=False)
    events = [Event[EntryShortlisted].from_bytes(value) for value in values]
    return [(event.data.entry_id, event.id) for event in events]


def test_entries_come_by_the_inbox_are_screened_and_survive_a_restart(review: RunningReview) -> None:
    receive(review)
    assert walked(review) == ENTRIES
    discuss(review)
    before = review.review("GET", "/funnel")[1]
    assert (before["submitted"], before["unique"], before["passed"], before["discussed"]) == (52, 51, 51, 51)
    review.processes.kill("http")
    review.processes.start("http")
    assert review.review("GET", "/funnel")[1] == before
    late = {"decisions": [{"entry_id": "e00", "decision": "reject", "reason": "雷同"}]}
    refused = review.review("POST", "/screenings", "screener", late)[1]["refused"]
    assert refused == [{"id": "e00", "code": "already-published"}]
    decide_at_once(review)


def test_a_comment_is_held_until_it_is_moderated_and_never_doubled(review: RunningReview) -> None:
    receive(review)
    discuss(review)
    body = {"text": "说得出港城的样子。"}
    status, made = review.call("POST", COMMENTS, "citizen:ref-1", body)
    assert (status, made["status"]) == (201, "held")
    assert review.call("POST", COMMENTS, "citizen:ref-1", body)[0] == 200
    assert review.call("GET", COMMENTS, "citizen:ref-2")[1] == {"comments": []}
    show = {"decisions": [{"comment_id": made["comment_id"], "decision": "show"}]}
    assert review.review("POST", "/comments/moderations", "screener", show)[1] == {"accepted": 1, "refused": []}
    (shown,) = review.call("GET", COMMENTS, "citizen:ref-2")[1]["comments"]
    assert set(shown) == {"comment_id", "text", "at", "stance", "reply"}
    assert review.review("DELETE", "/discussion")[1] == {"open": False, "discussed": 51}
    assert review.call("POST", COMMENTS, "citizen:ref-3", body)[1]["code"] == "discussion-closed"


def test_each_role_does_its_own_work_only(review: RunningReview) -> None:
    receive(review)
    discuss(review)
    screening = {"decisions": [{"entry_id": "e00", "decision": "pass"}]}
    assert review.review("POST", "/screenings", "judge", screening)[0] == 403
    assert review.review("POST", "/discussion", "screener", {"entry_ids": ["e00"]})[0] == 403
    assert review.review("POST", "/finalists", "screener", {"entry_ids": FINALISTS})[0] == 403
    assert review.review("GET", "/entries", "citizen:ref-1")[0] == 403
    assert review.call("POST", COMMENTS, "screener", {"text": "示例"})[0] == 403


def test_each_finalist_is_told_under_one_derived_id_however_often_the_relay_starts(
    review: RunningReview, settings: ProcessSettings
) -> None:
    receive(review)
    discuss(review)
    choose(review)
    kind = "cn.zhengji.entry.shortlisted.v1"
    owed = [(entry, derived_id(kind, CAMPAIGN, entry, "finalist")) for entry in FINALISTS]
    assert until(lambda: shortlisted_ids(settings), lambda told: len(told) >= 50) == owed
    restart_relay(review)
    assert sorted(set(shortlisted_ids(settings))) == owed
    restart_relay(review, settings)
    assert until(lambda: shortlisted_ids(settings), lambda told: len(told) >= 100)[-50:] == owed
    assert sorted(review.tiers("finalist")) == FINALISTS


def choose(review: RunningReview) -> None:
    """A list of 49 is refused; the same list of 50 may be sent twice."""
    short = review.review("POST", "/finalists", body={"entry_ids": FINALISTS[:49]})[1]
    assert short["code"] == "wrong-number-of-finalists"
    answers = [review.review("POST", "/finalists", body={"entry_ids": FINALISTS})[0] for _ in range(2)]
    assert answers == [200, 200]
    release(review, "finalist")


def restart_relay(review: RunningReview, forgetting: ProcessSettings | None = None) -> None:
    """SIGKILL and a new start; with settings the new one finds no committed offset that it could go on from."""
    review.processes.kill("relay")
    if forgetting is not None:
        forget_what_was_published(forgetting)
    review.processes.start("relay")
