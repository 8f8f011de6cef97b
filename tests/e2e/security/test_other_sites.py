"""What another site can make a visitor's browser do: change nothing, and lead nobody away."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from plumbing.tokens import SESSION_COOKIE
from pydantic import BaseModel

from deploy.local.seed import CAMPAIGN, CONTEST, LOGINS
from tests.e2e.places import apps, places
from tests.e2e.security.conftest import token

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]
NOWHERE = "none"
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
BY_TOKEN_ALONE = f"/api/v1/contests/{NOWHERE}/votes"
"""Answered beneath the application; it does nothing for a cookie."""
ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
)
LURES = (
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "https:evil.example", "javascript:alert(1)", "/\r\nLocation: https://evil.example",
    "@evil.example",
)  # fmt: skip


class Everything(dict[str, str]):
    """A value for every parameter of a path: nothing that exists."""

    def __missing__(self, name: str) -> str:
        return NOWHERE


def changing() -> list[tuple[str, str]]:
    """Every operation behind the front door that may change something."""
    return [one for one in places(Everything()) if one[0] in CHANGING and not one[1].startswith("/internal/")]


def code_of(answer: httpx2.Response) -> str:
    try:
        return str(answer.json().get("code"))
    except ValueError:
        return ""


def test_no_form_of_another_site_changes_anything(door: httpx2.Client) -> None:
    """With the office's session in the browser, whichever way the browser says where the form came from."""
    cookie = {"Cookie": f"{SESSION_COOKIE}={token('organiser')}", "Accept": "application/json"}
    todo = changing()
    assert len(todo) > 100
    taken = []
    for method, path in todo:
        for site in ELSEWHERE:
            answer = door.request(method, path, headers={**cookie, **site})
            refused = answer.status_code == 403 and code_of(answer) == "cross-origin"
            if not refused and not (path.startswith(BY_TOKEN_ALONE) and code_of(answer) == "voter-token-required"):
                taken.append((method, path, site, answer.status_code))
            door.cookies.clear()
    assert taken == []


def test_the_same_requests_of_our_own_pages_and_of_programs_are_let_in(door: httpx2.Client) -> None:
    """By an operator, who may change nothing: he is refused for what he is, not for where he comes from."""
    session, strangers = token("operator"), []
    for method, path in changing():
        for headers in (
            {"Cookie": f"{SESSION_COOKIE}={session}", "Sec-Fetch-Site": "same-origin", "Origin": str(door.base_url)},
            {"Authorization": f"Bearer {session}", "Sec-Fetch-Site": "cross-site"},
        ):
            answer = door.request(method, path, headers={**headers, "Accept": "application/json"})
            if code_of(answer) == "cross-origin" or answer.status_code >= 500:
                strangers.append((method, path, answer.status_code))
            door.cookies.clear()
    assert strangers == []


def test_a_refusal_is_told_in_both_languages(door: httpx2.Client) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Accept": "application/json"}
    said = [door.post("/sign-in", headers={**foreign, "Accept-Language": to}).json()["title"] for to in ("zh", "en")]
    assert said == ["该请求来自其他网站，已拒绝。", "This request came from another site and was refused."]


def asking() -> Iterator[tuple[str, str]]:
    """Path and name of every parameter in the query of every page."""
    for app in apps().values():
        for one in iter_route_contexts(app.routes):
            route = one.original_route
            if isinstance(route, APIRoute) and "GET" in (one.methods or ()) and "{" not in str(one.path):
                yield from ((str(one.path), name) for name in queried(route.dependant))


def queried(dependant: Dependant) -> Iterator[str]:
    """The names in the query that a route and whatever it depends on look at."""
    for field in dependant.query_params:
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from kind.model_fields
        else:
            yield field.alias
    for one in dependant.dependencies:
        yield from queried(one)


def test_no_parameter_leads_to_another_site(door: httpx2.Client) -> None:
    asked = {place for place in asking() if not place[0].startswith(("/api/", "/internal/"))}
    assert {("/language", "back"), ("/sign-in", "back"), ("/receipts", "no"), ("/certificates", "no")} <= asked
    away = []
    for path, name in sorted(asked):
        for lure in LURES:
            also = "&to=en" if path == "/language" and name != "to" else ""
            answer = door.get(f"{path}?{name}={quote(lure, safe='')}{also}")
            door.cookies.clear()
            if leads_away(answer):
                away.append((path, name, lure, answer.headers["location"]))
    assert away == []


@pytest.mark.parametrize("lure", LURES)
def test_signing_in_leads_to_a_page_of_ours(door: httpx2.Client, lure: str) -> None:
    form = {"form": "staff", "username": "judge1", "password": LOGINS["judge1"]}
    answer = door.post("/sign-in", params={"back": lure}, data=form)
    door.cookies.clear()
    assert (answer.status_code, leads_away(answer)) == (303, False)


def leads_away(answer: httpx2.Response) -> bool:
    """Whether a browser would follow it to another host, or run it."""
    to = answer.headers.get("location", "")
    parts = urlsplit(to.replace("\\", "/"))
    return bool(to) and (not to.startswith("/") or bool(parts.netloc or parts.scheme) or "\t" in to)


def test_the_check_itself_tells_a_way_out() -> None:
    for lure in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert leads_away(httpx2.Response(303, headers={"location": lure})), lure
    assert not leads_away(httpx2.Response(303, headers={"location": f"/vote/{CONTEST}?campaign={CAMPAIGN}"}))
