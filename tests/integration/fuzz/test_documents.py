"""The OpenAPI document of each service is complete: all that it serves as an API, described, its errors as problems."""

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from intake.bootstrap import HttpParts as IntakeParts
from intake.entrypoints.http import create_app as intake_app
from intake.settings import IntakeSettings
from notify.bootstrap import http_parts as notify_parts
from notify.entrypoints.http import create_app as notify_app
from notify.settings import NotifySettings
from plumbing.problems import MEDIA_TYPE
from review.bootstrap import http_parts as review_parts
from review.entrypoints.http import create_app as review_app
from review.settings import ReviewSettings
from voting.bootstrap import HttpParts as VotingParts
from voting.entrypoints.http import create_app as voting_app
from voting.settings import VotingSettings

OPEN = {
    "GET /api/v1/campaigns", "GET /api/v1/campaigns/{c}", "POST /api/v1/codes", "POST /api/v1/sessions",
    "DELETE /api/v1/sessions", "GET /api/v1/submissions/{number}",
    "POST /api/v1/submissions/{number}/codes", "GET /api/v1/discussion/{c}/entries",
    "GET /api/v1/discussion/{c}/entries/{e}/opinion", "GET /api/v1/discussion/{c}/articles",
    "GET /api/v1/discussion/{c}/articles/{a}",
    "GET /api/v1/discussion/{c}/entries/{e}/comments", "GET /api/v1/contests", "GET /api/v1/contests/{contest_id}",
    "GET /api/v1/contests/{contest_id}/standings", "GET /api/v1/contests/{contest_id}/standings/stream",
    "GET /api/v1/contests/{contest_id}/heads", "GET /api/v1/contests/{contest_id}/result",
    "GET /api/v1/outcome/{c}", "GET /api/v1/outcome/{c}/organisation-award",
    "GET /api/v1/vote-receipts/key", "GET /api/v1/vote-receipts/{number}", "GET /api/v1/certificates/{number}",
    "POST /api/v1/certificates/check",
    "GET /api/v1/bulletins", "GET /api/v1/bulletins/{c}/{kind}/{issue}", "GET /api/v1/bulletins/{c}/{kind}/{issue}/pdf",
    "POST /api/v1/notices/sms-reports/aliyun/{token}", "POST /api/v1/notices/sms-reports/tencent/{token}",
}  # fmt: skip
"""What anybody may call (internal bulletins are not shown to everybody, reports want a token). Everything else says who
may.
"""

BODILESS = {"202", "204", "303", "304"}


@pytest.fixture(scope="module")
def apps() -> dict[str, FastAPI]:
    return {
        "intake": intake_app(IntakeParts(IntakeSettings(profile="demo"))),
        "review": review_app(review_parts(ReviewSettings(profile="demo"))),
        "voting": voting_app(VotingParts(VotingSettings(profile="demo"))),
        "notify": notify_app(notify_parts(NotifySettings(profile="demo"))),
    }


@pytest.fixture(params=["intake", "review", "voting", "notify"])
def app(request: pytest.FixtureRequest, apps: dict[str, FastAPI]) -> FastAPI:
    return apps[request.param]


def described(app: FastAPI) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation by method and path."""
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            yield f"{method.upper()} {path}", operation


def gaps(name: str, operation: dict[str, Any]) -> list[str]:
    """What a reader of the document would miss about an operation."""
    found = [f"{name}: no {part}" for part in ("summary", "description", "operationId") if not operation.get(part)]
    for one in operation.get("parameters", []):
        if not one.get("description"):
            found.append(f"{name}: parameter {one['name']} is not described")
    if (name not in OPEN) != bool(operation.get("security")):
        found.append(f"{name}: who may call it")
    return found + _gaps_of_answers(name, operation["responses"])


def _gaps_of_answers(name: str, responses: dict[str, Any]) -> list[str]:
    found = [] if any(status[0] == "2" for status in responses) else [f"{name}: no success"]
    found += [f"{name}: {status} is no problem" for status in ("4XX", "5XX") if not _is_problem(responses.get(status))]
    return found + [f"{name}: {status} is not described" for status, one in responses.items() if not _says(status, one)]


def _is_problem(response: dict[str, Any] | None) -> bool:
    schema = (response or {}).get("content", {}).get(MEDIA_TYPE, {}).get("schema", {})
    return str(schema.get("$ref", "")).endswith("/ProblemBody")


def _says(status: str, response: dict[str, Any]) -> bool:
    """Whether an answer has a description, and a body unless its status has none."""
    return bool(response.get("description")) and (status in BODILESS or bool(response.get("content")))


def test_every_operation_is_described_with_its_errors(app: FastAPI) -> None:
    assert [gap for name, operation in described(app) for gap in gaps(name, operation)] == []


def test_every_route_of_the_api_is_in_the_document(app: FastAPI) -> None:
    served = {context.path for context in iter_route_contexts(app.routes)}
    api = {path for path in served if path is not None and path.startswith("/api/")}

    assert api == set(app.openapi()["paths"])


def test_no_two_operations_have_one_name(app: FastAPI) -> None:
    names = Counter(operation["operationId"] for _, operation in described(app))

    assert [name for name, count in names.items() if count > 1] == []


def test_the_document_says_what_the_service_is(app: FastAPI) -> None:
    assert len(app.openapi()["info"].get("description", "")) > 40


def test_every_reference_leads_somewhere(app: FastAPI) -> None:
    document = app.openapi()

    assert set(references(document)) <= set(document["components"]["schemas"])


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rsplit("/", 1)[-1]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda one: one.pop("description"), "no description"),
        (lambda one: one["responses"].pop("5XX"), "5XX is no problem"),
        (lambda one: one["responses"]["200"].pop("content"), "200 is not described"),
        (lambda one: one["parameters"][0].pop("description"), "parameter contest_id is not described"),
        (lambda one: one.update(security=[{"session": []}]), "who may call it"),
    ],
)
def test_a_planted_gap_is_found(change: Any, expected: str, apps: dict[str, FastAPI]) -> None:
    name = "GET /api/v1/contests/{contest_id}/heads"
    operation = next(copy.deepcopy(one) for found, one in described(apps["voting"]) if found == name)
    assert gaps(name, operation) == []
    change(operation)
    assert [gap.partition(": ")[2] for gap in gaps(name, operation)] == [expected]
