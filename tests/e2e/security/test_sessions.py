"""Sessions: nobody brings his own, signing out forgets it, and none reaches across its campaign, unit or ballot."""

import base64
import json
from http.cookies import SimpleCookie
from typing import Any

import httpx2
import pytest
from plumbing.tokens import SESSION_COOKIE

from deploy.local.seed import CAMPAIGN, LOGINS
from deploy.local.stack import Stack
from tests.e2e.security.conftest import token

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(420)]
STAFF = {"form": "staff", "username": "judge2", "password": LOGINS["judge2"]}
LONGEST_HOURS = 12


def session_of(answer: httpx2.Response) -> Any:
    """The session's cookie as the answer sets it."""
    for line in answer.headers.get_list("set-cookie"):
        if SESSION_COOKIE in (cookie := SimpleCookie(line)):
            return cookie[SESSION_COOKIE]
    raise AssertionError("no session is set")


def claims(session: str) -> dict[str, Any]:
    part = session.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


@pytest.mark.parametrize("brought", ["chosen-by-somebody", token("citizen", subject="0" * 32)])
def test_a_session_that_was_there_before_signing_in_is_not_the_one_after(door: httpx2.Client, brought: str) -> None:
    answer = door.post("/sign-in", data=STAFF, headers={"Cookie": f"{SESSION_COOKIE}={brought}"})
    door.cookies.clear()
    kept = session_of(answer)
    assert (answer.status_code, kept.value == brought) == (303, False)
    assert (kept["httponly"], kept["samesite"].lower(), kept["path"]) == (True, "lax", "/")
    told = claims(kept.value)
    assert (told["sub"], told["role"]) == ("judge2", "judge")
    assert 0 < told["exp"] - told["iat"] <= LONGEST_HOURS * 3600
    assert door.get("/judge", headers={"Cookie": f"{SESSION_COOKIE}={brought}"}).status_code in (401, 403)


def test_behind_tls_a_session_travels_by_tls_only(system: Stack) -> None:
    url = f"http://{system.address('intake-http')}/sign-in"
    answer = httpx2.post(url, data=STAFF, headers={"X-Forwarded-Proto": "https"}, trust_env=False)
    assert session_of(answer)["secure"] is True


def test_signing_out_takes_the_session_out_of_the_browser(door: httpx2.Client) -> None:
    """A copy of the token would be good until it expires: docs/decisions/0005."""
    door.post("/sign-in", data=STAFF)
    assert door.get("/judge").status_code == 200
    out = door.post("/sign-out")
    assert (out.status_code, session_of(out).value) == (303, "")
    after = door.get("/judge").status_code
    door.cookies.clear()
    assert after == 401


@pytest.mark.parametrize("forged", ["none", "other-seed", "other-role"])
def test_a_session_that_we_did_not_sign_is_nobodys(door: httpx2.Client, forged: str) -> None:
    head, body, seal = token("organiser").split(".")
    no_seal = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    made = {
        "none": f"{no_seal}.{body}.",
        "other-seed": f"{head}.{body}.{seal[::-1]}",
        "other-role": f"{head}.{token('leader').split('.')[1]}.{seal}",
    }[forged]
    answer = door.get(f"/api/v1/review/{CAMPAIGN}/funnel", headers={"Authorization": f"Bearer {made}"})
    assert answer.status_code == 401


ACROSS = (
    ("GET", f"/api/v1/review/{CAMPAIGN}/entries", ("screener", "elsewhere", None)),
    ("GET", f"/api/v1/review/{CAMPAIGN}/funnel", ("organiser", "elsewhere", None)),
    ("GET", f"/api/v1/decision/{CAMPAIGN}", ("leader", "elsewhere", None)),
    ("GET", f"/api/v1/review/{CAMPAIGN}/ballot", ("judge", "elsewhere", None)),
    ("GET", f"/api/v1/campaigns/{CAMPAIGN}/units", ("organiser", "elsewhere", None)),
    ("GET", f"/api/v1/campaigns/{CAMPAIGN}/units/lianyun", ("unit", CAMPAIGN, "haizhou")),
    ("GET", f"/api/v1/campaigns/{CAMPAIGN}/units/lianyun/letters", ("unit", CAMPAIGN, "haizhou")),
    ("GET", f"/api/v1/review/{CAMPAIGN}/funnel", ("judge", CAMPAIGN, None)),
    ("POST", "/api/v1/campaigns", ("organiser", CAMPAIGN, None)),
)


@pytest.mark.parametrize(("method", "path", "who"), ACROSS)
def test_nobody_reaches_across(
    door: httpx2.Client, method: str, path: str, who: tuple[str, str | None, str | None]
) -> None:
    pack = {"pack": "lianyungang-2020", "campaign_id": "never"}
    dates = {"submissions_open_at": "2030-01-01T00:00:00Z", "submissions_close_at": "2030-02-01T00:00:00Z"}
    body = pack | dates if method == "POST" else None
    answer = door.request(method, path, json=body, headers={"Authorization": f"Bearer {token(*who)}"})
    assert answer.status_code == 403, answer.text


def test_a_judge_has_his_own_ballot_whatever_he_asks_for(door: httpx2.Client) -> None:
    path = f"/api/v1/review/{CAMPAIGN}/ballot"

    def ballot(judge: str, asked: str = "") -> Any:
        bearer = {"Authorization": f"Bearer {token('judge', CAMPAIGN, subject=judge)}"}
        return door.get(path, params={"judge": asked or judge}, headers=bearer)

    first, second = ballot("judge1").json(), ballot("judge2").json()
    assert first != second
    assert ballot("judge1", asked="judge2").json() == first
    assert ballot("no-judge-of-this-panel").json() not in (first, second)
