"""The pages from the ballot to the prizes as a browser without script uses them: forms, redirects, plain words."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from plumbing.settings import demo_secret
from plumbing.tokens import SESSION_COOKIE, Session, SessionSigner

from tests.integration.review.review_processes import CAMPAIGN, RunningReview
from tests.integration.review.test_selection import FINALISTS, certify, choose_finalists, review, score

pytestmark = pytest.mark.broker
__all__ = ["review"]


class Browser:
    """Somebody signed in, by cookie; follows no redirect by itself."""

    def __init__(self, base: str, role: str, subject: str) -> None:
        now = datetime.now(UTC)
        token = SessionSigner(demo_secret("session_seed")).sign(
            Session(subject, role, None, None, now + timedelta(hours=1)), now
        )
        self._client = httpx2.Client(
            base_url=base, cookies={SESSION_COOKIE: token}, headers={"Accept": "text/html", "Accept-Language": "zh-CN"},
            trust_env=False, timeout=20,
        )  # fmt: skip

    def read(self, path: str, **asked: str) -> str:
        answer = self._client.get(path, params={"campaign": CAMPAIGN, **asked})
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, path: str, **fields: str) -> httpx2.Response:
        """Submits a form; field names carry `__` for the dash."""
        data = {name.replace("__", "-"): value for name, value in fields.items()}
        return self._client.post(f"{path}?campaign={CAMPAIGN}", data=data)

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def people(review: RunningReview) -> Iterator[tuple[Browser, Browser, Browser]]:
    base = f"http://127.0.0.1:{review.processes.ports['http']}"
    pairs = (("organiser", "office"), ("judge", "chen"), ("leader", "li"))
    office, judge, leader = (Browser(base, role, subject) for role, subject in pairs)
    yield office, judge, leader
    for one in (office, judge, leader):
        one.close()


def test_the_pages_carry_the_selection_to_its_end(
    review: RunningReview, people: tuple[Browser, Browser, Browser]
) -> None:
    office, judge, leader = people
    choose_finalists(review)
    assert office.send("/office/contest/panel", judges="chen\nwang\nzhao").status_code == 303
    assert len(re.findall(r'name="political-e\d\d"', judge.read("/judge", all="yes"))) == len(FINALISTS)
    wrong = judge.send("/judge", political__e00="101", guidance__e00="90", form__e00="90")
    assert wrong.status_code == 422
    assert "第 1 件" in wrong.text
    assert judge.send("/judge", political__e00="91.5", guidance__e00="90", form__e00="90").status_code == 303
    assert 'value="91.5"' in judge.read("/judge", all="yes")
    early = office.send("/office/contest/nominees")
    assert (early.status_code, "还有评委没有评完" in early.text) == (409, True)
    score(review)
    assert office.send("/office/contest/nominees").status_code == 303
    release(office, "nominee")
    assert office.send("/office/contest/refinements", entry_id="e01", text="山海同歌").status_code == 303
    now = datetime.now(UTC) + timedelta(hours=8)
    runs = {"opens_at": f"{now:%Y-%m-%dT%H:%M}", "closes_at": f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}"}
    assert office.send("/office/contest/open", title="群众投票", **runs).status_code == 303
    assert office.send("/office/contest/change", closes_at=runs["closes_at"], embargo="hidden").status_code == 303
    contest = review.review("GET", "/contest")[1]
    assert (contest["revision"], contest["embargo"], contest["state"]) == (2, "hidden", "open")
    certify(review)
    assert office.send("/office/contest/excellent").status_code == 303
    release(office, "excellent")
    assert leader.send("/decision", entry_id="e01", statement=" ").status_code == 422
    assert leader.send("/decision", entry_id="e01", statement="确定为中选作品").status_code == 303
    assert "山海同歌" in leader.read("/decision")
    assert office.send("/office/contest/awards").status_code == 303
    assert "48,000" in office.read("/office/contest")


def release(office: Browser, tier: str) -> None:
    """Presses the button below the pending list."""
    digest = re.search(
        rf'name="tier" value="{tier}"><input type="hidden" name="digest" value="(\w+)"', office.read("/office/contest")
    )
    assert digest is not None
    assert office.send("/office/contest/release", tier=tier, digest="0" * 32).status_code == 409
    assert office.send("/office/contest/release", tier=tier, digest=digest[1]).status_code == 303


def test_each_page_opens_to_its_role_only(review: RunningReview, people: tuple[Browser, Browser, Browser]) -> None:
    office, judge, leader = people
    choose_finalists(review)
    assert office.send("/judge").status_code == 403
    assert office.send("/decision", entry_id="e00", statement="确定").status_code == 403
    assert judge.send("/office/contest/panel", judges="chen").status_code == 403
    assert leader.send("/office/contest/nominees").status_code == 403
    assert "尚未产生" in office.read("/decision")
