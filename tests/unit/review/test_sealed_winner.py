"""The winner is sealed until the announced minute: nobody who does not sign can tell one winner from another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
import pytest
from fastapi.routing import APIRoute
from review.domain import outcome
from review.domain.decision_events import WinnerAnnounced
from review.domain.fold import Accepted, Refused
from review.domain.panel_events import ListReleased
from review.domain.releases import digest_of
from review.entrypoints.http import ROUTERS
from review.handlers.announcing import announce_due

from tests.unit.review.late_play import CAMPAIGN, SMALL, VOTED, Late

DECISION = f"/api/v1/decision/{CAMPAIGN}"
MINUTE = VOTED + timedelta(hours=20)
SAME_LOT = "0a1b"
"""A list in the order of a lot drawn anew would differ for that alone; with one lot, all that differs is told."""
KNOWS_NOTHING = ("", "citizen:ref", "screener", "unit", "judge:chen", "operator")


def sealed(entry: str, **rules: Any) -> Late:
    """A campaign whose leader has decided for this entry, to be told tomorrow morning; undecided without an entry."""
    late = Late(replace(SMALL, **rules))
    if not entry:
        return late
    body = {"entry_id": entry, "statement": "确定为中选作品", "announce_at": MINUTE.isoformat()}
    assert late.ask("POST", DECISION, "leader:li", body).status_code == 201
    return late


def readable() -> Iterator[str]:
    """Every address that can be read."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
                yield route.path.replace("{c}", CAMPAIGN).replace("{e}", "e01")


def said(late: Late, readers: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """What every address says to each of these readers."""
    return {
        (reader, path): late.ask("GET", f"{path}?campaign={CAMPAIGN}&order={SAME_LOT}", reader).text
        for reader in readers
        for path in readable()
    }


def told_apart(readers: tuple[str, ...] = KNOWS_NOTHING) -> set[tuple[str, str]]:
    """Where a reader could tell one winner from another, or from none."""
    worlds = [said(sealed(entry), readers) for entry in ("e01", "e02", "")]
    return {place for place in worlds[0] if len({world[place] for world in worlds}) > 1}


def test_no_page_and_no_answer_tells_the_sealed_winner() -> None:
    assert told_apart() == set()


def test_the_signers_and_the_office_see_it() -> None:
    places = told_apart(("leader:li", "organiser"))
    assert {("leader:li", "/decision"), ("organiser", "/decision"), ("leader:li", DECISION)} <= places


def test_a_leak_that_is_planted_in_the_gate_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a gate that lets everybody know, the screeners' figures and the relay tell it; the search finds both."""
    monkeypatch.setattr(outcome, "in_the_know", lambda *_: True)
    assert ("screener", "/office") in told_apart(("screener",))
    assert sealed("e01").told() != sealed("e02").told()


def test_no_event_and_no_list_tells_it_before_the_minute() -> None:
    one, other = sealed("e01"), sealed("e02")
    assert one.told() == other.told()
    assert [event for event in map(tier_of, one.told()) if event == "winner"] == []
    assert one.selection.winner is None


def tier_of(outgoing: Any) -> str:
    return str(orjson.loads(outgoing.value)["data"].get("tier"))


async def test_at_the_minute_it_is_told_once_to_everyone_and_not_before() -> None:
    late = sealed("e01")
    late.clock.advance(MINUTE - VOTED - timedelta(seconds=1))
    await announce_due(late.desk)
    assert late.selection.winner is None
    late.clock.advance(timedelta(seconds=1))
    await announce_due(late.desk)
    await announce_due(late.desk)
    assert late.selection.winner == "e01"
    assert [event.what for event in late.log.events].count("winner-announced") == 1
    winners = [one for one in late.told() if tier_of(one) == "winner"]
    assert [orjson.loads(one.value)["data"]["entry_id"] for one in winners] == ["e01"]
    assert late.told() == late.told(), "a relay that starts anew says the same again, under the same ids"


def test_an_announcement_before_the_minute_is_refused_by_whomever_it_comes_from() -> None:
    late = sealed("e01")
    early = WinnerAnnounced(CAMPAIGN, "clock", MINUTE - timedelta(microseconds=1))
    assert late.fold(early) == Refused("announcement-not-due")
    assert late.code("POST", f"{DECISION}/announcement", "organiser") == (409, "announcement-not-due")
    assert late.fold(WinnerAnnounced(CAMPAIGN, "clock", MINUTE)) == Accepted()
    assert late.fold(WinnerAnnounced(CAMPAIGN, "other-process", MINUTE)) == Accepted(changed=False)


async def test_a_minute_that_passes_before_the_last_signature_waits_for_it() -> None:
    late = sealed("e01", signers=("leader", "organiser"))
    late.clock.advance(timedelta(days=2))
    await announce_due(late.desk)
    assert late.selection.winner is None
    assert late.fold(WinnerAnnounced(CAMPAIGN, "clock", late.clock.now())) == Refused("signatures-missing")
    late.ask("POST", f"{DECISION}/countersignatures", "organiser:wu", {"entry_id": "e01"})
    assert late.selection.winner == "e01"
    assert [tier_of(one) for one in late.told()].count("winner") == 1


def test_the_office_moves_the_minute_until_it_has_come() -> None:
    late = sealed("e01")
    path, sooner = f"{DECISION}/announcement", MINUTE - timedelta(hours=2)
    past = {"announce_at": (VOTED - timedelta(hours=1)).isoformat()}
    assert late.code("PUT", path, "organiser", past) == (422, "announcement-in-the-past")
    assert late.ask("PUT", path, "organiser", {"announce_at": sooner.isoformat()}).status_code == 200
    late.clock.advance(sooner - VOTED)
    assert late.ask("POST", path, "organiser").status_code == 201
    assert late.ask("POST", path, "organiser").status_code == 200
    moved = {"announce_at": (MINUTE + timedelta(days=1)).isoformat()}
    assert late.code("PUT", path, "organiser", moved) == (409, "winner-announced-already")


async def test_the_winner_waits_for_the_list_that_he_is_taken_from() -> None:
    late = Late(pending=True)
    body = {"entry_id": "e01", "statement": "确定为中选作品"}
    assert late.ask("POST", DECISION, "leader:li", body).status_code == 201
    await announce_due(late.desk)
    assert late.selection.winner is None
    assert late.code("POST", f"{DECISION}/announcement", "organiser") == (409, "excellent-not-released")
    digest = digest_of(late.campaign, "excellent")
    late.fold(ListReleased(CAMPAIGN, "excellent", digest, "organiser", VOTED))
    await announce_due(late.desk)
    assert late.selection.winner == "e01"
    told = [tier_of(one) for one in late.told()]
    assert told[-4:] == ["excellent"] * 3 + ["winner"]


def test_the_prizes_wait_for_the_announcement() -> None:
    late = sealed("e01")
    assert late.code("POST", f"/api/v1/review/{CAMPAIGN}/awards", "organiser") == (409, "winner-not-announced")


def test_beside_the_winner_the_next_moves_up_when_the_winner_is_told() -> None:
    late = sealed("e01", reading="beside")
    assert len(late.selection.excellent) == 3
    late.fold(WinnerAnnounced(CAMPAIGN, "clock", MINUTE))
    assert list(late.selection.excellent) == ["e00", "e01", "e02", "e03"]
