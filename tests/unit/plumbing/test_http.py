"""The application that every service starts from: probes, figures, problems, guards."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import Depends, FastAPI, Request, UploadFile
from plumbing.http import BODY_LIMIT, build_app
from plumbing.middleware import SECURITY_HEADERS
from plumbing.problems import Problem
from plumbing.settings import ProcessSettings
from plumbing.tokens import ServiceAuth
from prometheus_client.parser import text_string_to_metric_families
from pydantic import BaseModel

from tests.e2e.security.headers import lacking

SETTINGS = ProcessSettings(profile="demo", public_url="http://zhengji.test")


class Posted(BaseModel):
    """A body."""

    amount: int


async def slow() -> bool:
    await asyncio.Event().wait()
    return True


def application(answers: dict[str, bool]) -> FastAPI:
    checks: dict[str, Any] = {"log": lambda: answers["log"], "slow": lambda: answers["slow"] or slow()}
    soft: dict[str, Any] = {"picture": lambda: answers["picture"]}
    app = build_app(title="tested", settings=SETTINGS, lifespan=None, checks=checks, soft_checks=soft)

    @app.get("/things/{number}")
    async def thing(number: int) -> dict[str, int]:
        if number == 0:
            raise Problem("thing-unknown", 404, "没有此物", "No such thing")
        if number == 1:
            raise RuntimeError("15400001234")
        return {"number": number}

    @app.post("/things")
    async def post(posted: Posted) -> Posted:
        return posted

    @app.post("/raw")
    async def raw(request: Request) -> int:
        return len(await request.body())

    @app.post("/files")
    async def files(file: UploadFile) -> bool:
        return bool(getattr(file.file, "_rolled", True))

    @app.post("/inner", dependencies=[Depends(ServiceAuth("known"))])
    async def inner() -> str:
        return "in"

    return app


@pytest.fixture
def answers() -> dict[str, bool]:
    return {"log": True, "slow": True, "picture": True}


@pytest.fixture
async def client(answers: dict[str, bool]) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(application(answers), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://zhengji.test") as found:
        yield found


async def test_ready_only_while_every_check_passes(client: httpx2.AsyncClient, answers: dict[str, bool]) -> None:
    assert (await client.get("/readyz")).status_code == 200
    answers["log"] = False
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not-ready", "failing": ["log"]}
    assert (await client.get("/healthz")).status_code == 200


async def test_a_soft_check_that_fails_is_named_and_takes_nobody_out(
    client: httpx2.AsyncClient, answers: dict[str, bool]
) -> None:
    assert (await client.get("/readyz")).json() == {"status": "ready"}
    answers["picture"] = False
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "degraded": ["picture"]})
    answers["log"] = False
    assert (await client.get("/readyz")).json() == {
        "status": "not-ready", "failing": ["log"], "degraded": ["picture"],
    }  # fmt: skip


async def test_every_scrape_asks_the_checks(client: httpx2.AsyncClient, answers: dict[str, bool]) -> None:
    for expected in (True, False, True):
        answers["picture"] = expected
        text = (await client.get("/metrics")).text
        assert f'zhengji_check_passing{{check="picture",service="tested"}} {float(expected)}' in text


async def test_a_check_that_does_not_answer_fails(client: httpx2.AsyncClient, answers: dict[str, bool]) -> None:
    answers["slow"] = False
    assert (await client.get("/readyz")).json()["failing"] == ["slow"]


@pytest.mark.parametrize(("language", "title"), [("zh-CN", "没有此物"), ("en", "No such thing")])
async def test_a_problem_is_told_in_the_reader_s_language(
    client: httpx2.AsyncClient, language: str, title: str
) -> None:
    answer = await client.get("/things/0", headers={"accept-language": language})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "thing-unknown"
    assert answer.json()["title"] == title


async def test_an_invalid_body_names_the_field_and_does_not_repeat_it(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/things", json={"amount": "15400001234x"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "amount"
    assert "15400001234" not in answer.text


async def test_a_fault_of_ours_tells_nothing_of_its_inside(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/things/1")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal-error"
    assert "15400001234" not in answer.text


@pytest.mark.parametrize("path", ["/nothing", "/things/x"])
async def test_every_error_is_a_problem(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] in {"not-found", "invalid-request"}


async def test_figures_are_by_route_template_never_by_raw_path(client: httpx2.AsyncClient) -> None:
    await client.get("/things/424242777")
    await client.get("/15400001234")
    text = (await client.get("/metrics")).text
    families = {family.name: family for family in text_string_to_metric_families(text)}
    routes = {sample.labels.get("route") for sample in families["zhengji_http_request_duration_seconds"].samples}
    assert "/things/{number}" in routes
    assert "unmatched" in routes
    assert "424242777" not in text
    assert "15400001234" not in text


async def test_a_request_of_another_site_with_a_session_is_refused(client: httpx2.AsyncClient) -> None:
    cookie = {"cookie": "zj_session=x"}
    theirs = await client.post("/things", json={"amount": 1}, headers={**cookie, "sec-fetch-site": "cross-site"})
    older = await client.post("/things", json={"amount": 1}, headers={**cookie, "origin": "http://evil.test"})
    ours = await client.post("/things", json={"amount": 1}, headers={**cookie, "origin": "http://zhengji.test"})
    assert [theirs.status_code, older.status_code, ours.status_code] == [403, 403, 200]
    assert theirs.json()["code"] == "cross-origin"


async def test_a_body_past_the_limit_is_refused_announced_or_not(client: httpx2.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(13):
            yield b"x" * 1024 * 1024

    announced = await client.post("/raw", content=b"x" * (12 * 1024 * 1024 + 1))
    unannounced = await client.post("/raw", content=endless())
    assert [announced.status_code, unannounced.status_code] == [413, 413]
    assert announced.json()["code"] == "body-too-large"


async def test_an_uploaded_file_is_never_written_to_the_disk(client: httpx2.AsyncClient) -> None:
    sent = b"x" * (BODY_LIMIT - 1024)
    on_disk = await client.post("/files", files={"file": ("big", sent)})
    assert (on_disk.status_code, on_disk.json()) == (200, False)


async def test_security_headers_are_on_every_answer(client: httpx2.AsyncClient) -> None:
    for path in ("/things/7", "/nothing", "/things/1", "/healthz"):
        headers = (await client.get(path)).headers
        assert "default-src 'self'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert lacking(headers) == set()


@pytest.mark.parametrize("name", SECURITY_HEADERS)
async def test_the_check_of_the_running_system_tells_a_header_that_is_gone(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delitem(SECURITY_HEADERS, name)
    assert lacking((await client.get("/things/7")).headers) == {name}


async def test_the_check_tells_a_policy_that_lets_inline_scripts_run(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SECURITY_HEADERS, "content-security-policy", "default-src 'self' 'unsafe-inline'")
    assert lacking((await client.get("/things/7")).headers) == {"content-security-policy"}


async def test_strict_transport_is_told_behind_tls_only(client: httpx2.AsyncClient) -> None:
    plain = await client.get("http://zhengji.test/things/7")
    secure = await client.get("https://zhengji.test/things/7")
    assert "strict-transport-security" not in plain.headers
    assert secure.headers["strict-transport-security"] == "max-age=31536000"


async def test_another_site_changes_nothing_for_somebody_without_a_session_either(client: httpx2.AsyncClient) -> None:
    body, foreign = {"amount": 1}, {"sec-fetch-site": "cross-site"}
    assert (await client.post("/things", json=body, headers=foreign)).status_code == 403
    assert (
        await client.post("/things", json=body, headers={**foreign, "authorization": "Bearer x"})
    ).status_code == 200
    assert (await client.post("/things", json=body)).status_code == 200


async def test_an_inner_route_asks_for_the_service_token(client: httpx2.AsyncClient) -> None:
    assert (await client.post("/inner")).json()["code"] == "service-token-invalid"
    assert (await client.post("/inner", headers={"authorization": "Bearer other"})).status_code == 401
    assert (await client.post("/inner", headers={"authorization": "Bearer known"})).status_code == 200


async def test_openapi_says_problems_are_problem_json(client: httpx2.AsyncClient) -> None:
    schema = (await client.get("/openapi.json")).json()
    responses = schema["paths"]["/things/{number}"]["get"]["responses"]
    assert list(responses["4XX"]["content"]) == ["application/problem+json"]
