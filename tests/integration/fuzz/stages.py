"""How far a service has come while it is asked: a campaign that begins answers nearly everything with "not yet"."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.integration.fuzz.services import CAMPAIGN, ENTRY, SUBJECT, Served

Stage = Callable[[Served], None]
REVIEW = f"/api/v1/review/{CAMPAIGN}"


def nothing_yet(_it: Served) -> None:
    """As it starts."""


def finalist_chosen(it: Served) -> None:
    """The one entry is screened, published and a finalist."""
    _post(it, f"{REVIEW}/screenings", {"decisions": [{"entry_id": ENTRY, "decision": "pass"}]})
    _post(it, f"{REVIEW}/discussion", {"entry_ids": [ENTRY]})
    _post(it, f"{REVIEW}/finalists", {"entry_ids": [ENTRY]})
    _release(it, "finalist")


def nominee_cut(it: Served) -> None:
    """A panel of one has scored it."""
    _post(it, f"{REVIEW}/panel", {"judges": [SUBJECT]})
    _post(it, f"{REVIEW}/scores", {"scores": [{"entry_id": ENTRY, "political": 90, "guidance": 80, "form": 70}]})
    _post(it, f"{REVIEW}/nominees", None)
    _release(it, "nominee")


def vote_certified(it: Served) -> None:
    """The vote is opened, and its result has come."""
    now = datetime.now(UTC)
    runs = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(hours=1)).isoformat()}
    _post(it, f"{REVIEW}/contest", runs)
    it.learn("contest-closed")
    _post(it, f"{REVIEW}/excellent", None)
    _release(it, "excellent")


def prizes_released(it: Served) -> None:
    """The leader has signed."""
    _post(it, f"/api/v1/decision/{CAMPAIGN}", {"entry_id": ENTRY, "statement": "确定为中选作品"})
    for number in range(1, 200):
        answer = {"ruling": "dismissed", "reason": "经核查不成立"}
        statuses = {
            it.client.put(f"{REVIEW}/objections/{number}/answer", json=answer, headers=caller).status_code
            for caller in it.callers
        }
        if 404 in statuses:
            break
    _post(it, f"{REVIEW}/awards", None)
    assert it.client.get(f"{REVIEW}/awards", headers=it.callers[0]).status_code == 200


def _release(it: Served, tier: str) -> None:
    seen = (it.client.get(f"{REVIEW}/lists/{tier}", headers=caller) for caller in it.callers)
    digest = next(answer.json()["digest"] for answer in seen if answer.status_code == 200)
    _post(it, f"{REVIEW}/lists/releases", {"tier": tier, "digest": digest})


def _post(it: Served, path: str, body: Any) -> None:
    """As whoever may: the first of the roles that is not refused. What came in before may have done it already."""
    for caller in it.callers:
        answer = it.client.post(path, json=body, headers=caller)
        if answer.status_code not in (401, 403):
            break
    assert answer.status_code < 300 or answer.status_code == 409, (path, answer.text)


STAGES: dict[str, tuple[Stage, ...]] = {
    "review": (nothing_yet, finalist_chosen, nominee_cut, vote_certified, prizes_released),
}
"""Of a service that is not named here there is only one stage."""
