"""Whatever comes in, every service answers as its OpenAPI document says: no bare 500, errors as problems."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from plumbing.problems import MEDIA_TYPE
from plumbing.settings import ProcessSettings

from tests.integration.fuzz.operations import Asked, Operation, operations_of, pages_of, requests
from tests.integration.fuzz.services import APPS, Served, served
from tests.integration.fuzz.stages import STAGES, nothing_yet
from tests.integration.fuzz.values import Values

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]
EXAMPLES, PAGE_EXAMPLES = 40, 15
"""Requests an operation: some 20 s for the service with most of them."""
STAGED = {service: STAGES.get(service, (nothing_yet,)) for service in APPS}
Judge = Callable[[Operation, httpx2.Response], list[str]]


@pytest.fixture(scope="module", params=APPS)
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def it(service: str, kafka: str, valkey: str) -> Iterator[Served]:
    prefix = f"fuzz-{service}-{os.getpid()}-"
    with served(service, ProcessSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=prefix)) as found:
        yield found


def test_no_request_meets_an_answer_that_is_not_documented(service: str, it: Served) -> None:
    for stage in STAGED[service]:
        stage(it)
        Fuzz(it, it.app.openapi(), faults_of, EXAMPLES // len(STAGED[service])).run()


def test_no_page_and_no_form_breaks(service: str, it: Served) -> None:
    STAGED[service][-1](it)
    Fuzz(it, pages_of(it.app), faults_of_page, PAGE_EXAMPLES).run()


@dataclass(frozen=True, slots=True)
class Fuzz:
    """Asks every operation of a document again and again, mostly as somebody who may."""

    it: Served
    document: dict[str, Any]
    judge: Judge
    examples: int

    def run(self) -> None:
        """Raises AssertionError with the request whose answer has a fault."""
        for number, operation in enumerate(operations_of(self.document)):
            self._explore(operation, number)

    def _explore(self, operation: Operation, number: int) -> None:
        it = self.it
        welcome = [caller for caller in it.callers if self._is_welcome(operation, caller)] or it.callers

        @seed(number * 31 + self.examples)
        @settings(
            max_examples=self.examples, deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate),
        )  # fmt: skip
        @given(requests(operation, Values(self.document, it.names)), st.sampled_from([*welcome * 12, *it.callers]))
        def ask(asked: Asked, caller: dict[str, str]) -> None:
            content = {**asked.content, "headers": {**asked.content.get("headers", {}), **caller}}
            answer = it.client.request(asked.method, asked.url, **content)
            faults = self.judge(operation, answer)
            assert not faults, f"{operation.name} {asked.url:.300}: {faults}; {answer.status_code} {answer.text[:500]}"

        ask()

    def _is_welcome(self, operation: Operation, caller: dict[str, str]) -> bool:
        """Whether this caller is neither unknown nor in the wrong role here."""
        known = defaultdict(lambda: "-", {name: values[0] for name, values in self.it.names.items()})
        answer = self.it.client.request(operation.method, operation.path.format_map(known), headers=caller)
        return answer.status_code not in (401, 403)


def faults_of_page(_operation: Operation, answer: httpx2.Response) -> list[str]:
    """A page breaks when it answers 500, or with a failure that does not say when to come back."""
    if answer.status_code < 500:
        return []
    return [] if answer.status_code == 503 and "retry-after" in answer.headers else ["a page that broke"]


def faults_of(operation: Operation, answer: httpx2.Response) -> list[str]:
    """Where an answer is not what the document says."""
    described = operation.documents(answer.status_code)
    if described is None:
        return [f"status {answer.status_code} is not documented"]
    if answer.status_code >= 400:
        return _faults_of_problem(answer)
    return _faults_of_body(operation, answer, described)


def _faults_of_problem(answer: httpx2.Response) -> list[str]:
    if answer.headers.get("content-type") != MEDIA_TYPE:
        return ["an error that is no problem"]
    problem = answer.json()
    found = [] if problem["status"] == answer.status_code else ["another status inside"]
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem["code"]) or not problem["title"]:
        found.append("no code or no title")
    if answer.status_code >= 500 and (problem["code"] == "internal-error" or "retry-after" not in answer.headers):
        found.append("a failure of ours")
    return found


def _faults_of_body(operation: Operation, answer: httpx2.Response, described: dict[str, Any]) -> list[str]:
    kind = answer.headers.get("content-type", "").partition(";")[0]
    content = described.get("content", {})
    if not answer.content or kind != "application/json":
        return [] if kind in content or not answer.content else [f"content of type {kind} is not documented"]
    schema = {**content.get(kind, {}).get("schema", {}), "components": operation.document.get("components", {})}
    return [error.message[:200] for error in jsonschema.Draft202012Validator(schema).iter_errors(answer.json())]
