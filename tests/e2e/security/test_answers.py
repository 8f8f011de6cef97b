"""Every kind of answer that the front door gives carries the whole set of security headers."""

import httpx2
import pytest

from deploy.local.seed import CAMPAIGN, CONTEST
from deploy.local.stack import Stack
from tests.e2e.security.conftest import token
from tests.e2e.security.headers import lacking

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]
ANSWERS = (
    ("/", 200, "text/html"),
    (f"/results/{CONTEST}", 200, "text/html"),
    (f"/entries?campaign={CAMPAIGN}", 200, "text/html"),
    ("/certificates", 200, "text/html"),
    ("/nothing-is-here", 404, "text/html"),
    ("/api/v1/campaigns", 200, "application/json"),
    ("/api/v1/campaigns/none", 404, "application/problem+json"),
    (f"/api/v1/review/{CAMPAIGN}/entries", 401, "application/problem+json"),
    (f"/api/v1/contests/{CONTEST}/standings", 200, "application/json"),
    (f"/api/v1/contests/{CONTEST}/standings/stream", 200, "text/event-stream"),
    ("/openapi/notify.json", 200, "application/json"),
    ("/static/site.css", 200, "text/css"),
    ("/language?to=en&back=/", 303, ""),
)
FILES = (
    (f"/office/figures/day.csv?campaign={CAMPAIGN}", "organiser", "text/csv"),
    ("/unit/form", "unit", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
PRIVATE = ("/metrics", "/internal/v1/x")


def asked(door: httpx2.Client, path: str, headers: dict[str, str]) -> httpx2.Response:
    """The head of the answer: a stream has no end."""
    with door.stream("GET", path, headers=headers) as answer:
        return answer


@pytest.mark.parametrize(("path", "status", "kind"), ANSWERS)
def test_every_kind_of_answer_says_what_a_browser_may_do(
    door: httpx2.Client, path: str, status: int, kind: str
) -> None:
    accept = "application/json" if path.startswith("/api") else "text/html"
    answer = asked(door, path, {"Accept": accept})
    assert (answer.status_code, lacking(answer.headers)) == (status, set())
    assert answer.headers.get("content-type", "").startswith(kind)
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(("path", "role", "kind"), FILES)
def test_files_say_it_too(door: httpx2.Client, path: str, role: str, kind: str) -> None:
    unit = "haizhou" if role == "unit" else None
    answer = asked(door, path, {"Authorization": f"Bearer {token(role, CAMPAIGN, unit)}"})
    assert (answer.status_code, lacking(answer.headers)) == (200, set())
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


@pytest.mark.parametrize("path", PRIVATE)
def test_what_the_front_door_answers_by_itself_says_it_too(door: httpx2.Client, path: str) -> None:
    answer = door.get(path)
    assert (answer.status_code, lacking(answer.headers)) == (404, set())


def test_a_page_of_somebody_is_for_no_shared_cache(door: httpx2.Client) -> None:
    page = door.get("/judge", headers={"Authorization": f"Bearer {token('judge', CAMPAIGN)}"})
    assert page.headers["cache-control"].startswith("private")
    receipt = door.get("/api/v1/submissions/none")
    assert receipt.headers["cache-control"] == "no-store"


def test_strict_transport_is_told_behind_tls_only_and_by_the_trusted_proxy_only(
    system: Stack, door: httpx2.Client
) -> None:
    tls = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    for service in ("intake-http", "review-http", "voting-http", "notify-http"):
        behind = httpx2.get(f"http://{system.address(service)}/", headers=tls, trust_env=False)
        assert behind.headers["strict-transport-security"] == "max-age=31536000", service
    assert "strict-transport-security" not in door.get("/", headers=tls).headers
