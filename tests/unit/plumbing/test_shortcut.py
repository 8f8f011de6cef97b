"""What goes ahead of the framework has the same figures, headers and problems as what goes through it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from plumbing.http import build_app
from plumbing.middleware import SECURITY_HEADERS
from plumbing.problems import Problem
from plumbing.settings import ProcessSettings
from plumbing.shortcut import Shortcut
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

TEMPLATE = "/things/{name}/parts"


async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
    match scope["path_params"]["name"]:
        case "unknown":
            raise Problem("thing-unknown", 404, "没有此物", "No such thing")
        case "broken":
            raise RuntimeError("15400001234")
        case "gone":
            raise ClientDisconnect
        case name:
            await send({"type": "http.response.start", "status": 202, "headers": [(b"x-name", name.encode())]})
            await send({"type": "http.response.body", "body": b"taken"})


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    app = build_app(title="short", settings=ProcessSettings(profile="demo"), lifespan=None, checks={})

    @app.get(TEMPLATE)
    async def through_the_framework(name: str) -> str:
        return name

    app.add_middleware(Shortcut, service="short", method="POST", template=TEMPLATE, endpoint=endpoint)
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://zhengji.test") as found:
        yield found


async def test_its_answer_has_the_security_headers(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/things/a/parts")
    assert (answer.status_code, answer.text, answer.headers["x-name"]) == (202, "taken", "a")
    assert SECURITY_HEADERS.items() <= dict(answer.headers).items()


async def test_a_problem_is_told_in_the_reader_s_language(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/things/unknown/parts", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["title"]) == (404, "No such thing")
    assert SECURITY_HEADERS.items() <= dict(answer.headers).items()


async def test_a_fault_of_ours_tells_nothing_of_its_inside(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/things/broken/parts")
    assert (answer.status_code, answer.json()["code"], "15400001234" in answer.text) == (500, "internal-error", False)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/things/a/parts", 200), ("POST", "/things/a/b/parts", 404), ("POST", "/things//parts", 404),
     ("POST", "/things/a", 404)],
)  # fmt: skip
async def test_everything_else_goes_through_the_framework(
    client: httpx2.AsyncClient, method: str, path: str, status: int
) -> None:
    assert (await client.request(method, path)).status_code == status


async def test_requests_are_counted_under_the_template(client: httpx2.AsyncClient) -> None:
    before = await counted(client)
    for name in ("a", "b", "unknown"):
        await client.post(f"/things/{name}/parts")
    after = await counted(client)
    assert {status: after[status] - before.get(status, 0) for status in ("202", "404")} == {"202": 2, "404": 1}
    assert after["in flight"] == 1  # the one that asks


async def test_a_caller_who_has_gone_is_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def nothing() -> Any:
        return {"type": "http.disconnect"}

    shortcut = Shortcut(endpoint, service="short", method="POST", template=TEMPLATE, endpoint=endpoint)
    await shortcut({"type": "http", "method": "POST", "path": "/things/gone/parts", "headers": []}, nothing, send)
    assert (sent, caplog.records) == ([], [])


async def counted(client: httpx2.AsyncClient) -> dict[str, float]:
    """Requests of the route by status, and how many are under way in the service."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families((await client.get("/metrics")).text):
        for sample in family.samples:
            labels = sample.labels
            if sample.name == "zhengji_http_request_duration_seconds_count" and labels["method"] == "POST":
                if (labels["service"], labels["route"]) == ("short", TEMPLATE):
                    found[labels["status"]] = sample.value
            elif sample.name == "zhengji_http_requests_in_flight" and labels["service"] == "short":
                found["in flight"] = sample.value
    return found
