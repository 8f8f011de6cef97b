"""What every process shows at /metrics, after people have used it: valid, complete, and nobody's name in it."""

import os
import re
from collections.abc import Iterator

import httpx2
import pytest
from plumbing.logs import PHONE
from prometheus_client import Metric
from prometheus_client import parser as classic
from prometheus_client.openmetrics import parser as openmetrics

from tests.integration.operations.processes import NINE, Processes, processes, until
from tests.integration.operations.voters import CONTEST, cast_vote, open_contest

pytestmark = [pytest.mark.broker, pytest.mark.timeout(400)]
PHONE_TYPED = "15400000077"
WORDS_TYPED = "示例作品之名"
OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
EVERYWHERE = {"zhengji_http_request_duration_seconds", "zhengji_http_requests_in_flight", "zhengji_check_passing",
              "zhengji_build", "process_resident_memory_bytes"}  # fmt: skip
FOLDS = {"zhengji_consumer_lag_records", "zhengji_log_halted"}
APPENDS = FOLDS | {"zhengji_log_append_duration_seconds", "zhengji_log_append_unknown", "zhengji_events_published"}
SHOWN = {
    "intake-http": APPENDS | {"zhengji_events_consumed", "zhengji_intake_one_time_codes", "zhengji_intake_sign_ins"},
    "review-http": APPENDS - {"zhengji_events_published"},
    "voting-http": FOLDS | {"zhengji_events_published", "zhengji_events_consumed", "zhengji_voting_accepted_votes",
                            "zhengji_voting_sheet_votes", "zhengji_voting_queue_votes",
                            "zhengji_voting_picture_age_seconds", "zhengji_voting_unknown_sheets"},
    "notify-http": FOLDS,
    "intake-relay": {"zhengji_consumer_lag_records", "zhengji_events_consumed"},
    "review-relay": {"zhengji_consumer_lag_records"},
    "voting-relay": FOLDS | {"zhengji_events_consumed"},
    "notify-relay": FOLDS | {"zhengji_events_consumed", "zhengji_notices_waiting"},
    "voting-stream": {"zhengji_voting_tally_applied_offset", "zhengji_voting_tally_lag_records",
                      "zhengji_voting_tally_age_seconds", "zhengji_voting_counted_votes",
                      "zhengji_voting_refused_votes", "zhengji_voting_gaps_filled"},
}  # fmt: skip
"""The figures of a process besides those that every process has."""
_LABEL = re.compile(r"[A-Za-z0-9_.:/{}+ -]{0,80}")
"""Codes, route templates, names of topics and processes, numbers. Nothing that somebody has typed looks like it
but a word of Latin letters or a phone."""


@pytest.fixture(scope="module")
def used(kafka: str, valkey: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """The nine, after people have signed in, voted, looked around, and typed what was not meant for a label."""
    environment = {"ZJ_KAFKA": kafka, "ZJ_VALKEY": valkey, "ZJ_TOPIC_PREFIX": f"shown-{os.getpid()}-"}
    with processes(environment, tmp_path_factory.mktemp("shown")) as system:
        use(system)
        yield system


def use(system: Processes) -> None:
    """Some good requests, and some with a phone or words in every place of them."""
    open_contest(system.environment)
    until(lambda: system.get("voting-http", f"/api/v1/contests/{CONTEST}").status_code, lambda status: status == 200)
    assert cast_vote(system, 1).status_code == 202
    intake = system.url("intake-http") + "/api/v1"
    for path, body in (("/codes", {"phone": PHONE_TYPED}), ("/sessions", {"username": WORDS_TYPED, "password": "x"}),
                       ("/sessions", {"phone": PHONE_TYPED, "code": "000000"})):  # fmt: skip
        httpx2.post(intake + path, json=body, timeout=20, trust_env=False)
    for name in NINE:
        for path in (f"/{PHONE_TYPED}", f"/receipts/{PHONE_TYPED}", f"/entries/{WORDS_TYPED}?q={PHONE_TYPED}",
                     f"/certificates/{PHONE_TYPED}", f"/vote/{WORDS_TYPED}"):  # fmt: skip
            system.get(name, path)
        httpx2.request(PHONE_TYPED, system.url(name) + "/healthz", timeout=10, trust_env=False)
    until(lambda: families(system, "voting-http"), lambda found: "zhengji_events_published" in with_samples(found))


def families(system: Processes, name: str) -> list[Metric]:
    """What a process shows, as the classic text."""
    answer = system.get(name, "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return list(classic.text_string_to_metric_families(answer.text))


def with_samples(found: list[Metric]) -> set[str]:
    """The names of the families that have a value; the classic text has no kind of its own for what is only told."""
    return {family.name.removesuffix("_info") for family in found if family.samples}


def tell_tales(found: list[Metric]) -> list[str]:
    """Label values that could be a phone or free text."""
    values = {value for family in found for sample in family.samples for value in sample.labels.values()}
    return sorted(value for value in values if PHONE.search(value) or not _LABEL.fullmatch(value))


@pytest.mark.parametrize("name", NINE)
def test_the_figures_of_a_process_are_there(used: Processes, name: str) -> None:
    assert (EVERYWHERE | SHOWN[name]) - with_samples(families(used, name)) == set()


@pytest.mark.parametrize("name", NINE)
def test_what_is_ours_is_under_our_prefix_and_explained(used: Processes, name: str) -> None:
    found = families(used, name)
    strange = {one.name for one in found if not one.name.startswith(("zhengji_", "process_", "python_"))}
    assert strange == set()
    assert [one.name for one in found if not one.documentation] == []


@pytest.mark.parametrize("name", NINE)
def test_openmetrics_says_the_same_to_who_asks_for_it(used: Processes, name: str) -> None:
    answer = used.get(name, "/metrics", OPENMETRICS)
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1")
    assert answer.text.endswith("# EOF\n")
    parsed = openmetrics.text_string_to_metric_families(answer.text)  # type: ignore[no-untyped-call]
    found = with_samples(list(parsed))
    assert (EVERYWHERE | SHOWN[name]) - found == set()


@pytest.mark.parametrize("name", NINE)
def test_no_label_holds_a_phone_or_what_somebody_typed(used: Processes, name: str) -> None:
    text = used.get(name, "/metrics").text
    assert tell_tales(families(used, name)) == []
    assert PHONE_TYPED not in text
    assert WORDS_TYPED not in text


@pytest.mark.parametrize("planted", [PHONE_TYPED, "86 154 0000 0077", WORDS_TYPED, "a" * 81, "what?"])
def test_a_planted_tell_tale_is_found(planted: str) -> None:
    family = Metric("zhengji_planted", "A figure that says too much.", "gauge")
    family.add_sample("zhengji_planted", {"route": "/entries/{e}", "reason": planted}, 1)
    assert tell_tales([family]) == [planted]


def test_requests_are_counted_by_service_route_and_status(used: Processes) -> None:
    duration = next(one for one in families(used, "voting-http") if one.name == "zhengji_http_request_duration_seconds")
    counts = {
        (sample.labels["service"], sample.labels["route"], sample.labels["method"], sample.labels["status"])
        for sample in duration.samples
        if sample.name.endswith("_count")
    }
    assert ("voting", "/api/v1/contests/{contest_id}/votes", "POST", "202") in counts
    assert {("voting", "/receipts/{number}", "GET", "404"), ("voting", "unmatched", "GET", "404")} <= counts
