"""The order of the ballot: each reader has his own, the same each time, and nobody stands first for all."""

import re
from collections import Counter

import pytest
from fastapi.testclient import TestClient
from voting.entrypoints.pages_order import COOKIE, shuffled

from tests.unit.voting.test_pages_routes import ENTRIES, Filled, browser

PHRASES = [entry.phrase for entry in ENTRIES]


def order_seen(reader: TestClient) -> list[str]:
    """The entries from top to bottom."""
    found = re.findall('class="phrase-line" lang="zh-CN">(示例作品[0-9])', reader.get("/vote/k").text)
    assert sorted(found) == PHRASES
    return found


def test_whoever_has_not_signed_in_keeps_his_order_and_others_have_others() -> None:
    readers = [browser(Filled()) for _ in range(40)]
    seen = [order_seen(reader) for reader in readers]
    assert [order_seen(reader) for reader in readers] == seen
    assert len({order[0] for order in seen}) > 1
    assert {len(reader.cookies[COOKIE]) for reader in readers} == {4}


def test_over_all_numbers_that_can_be_drawn_every_entry_is_first_equally_often() -> None:
    lots = range(1 << 16)
    first = Counter(shuffled(ENTRIES, "k", f"{lot:04x}")[0].entry_id for lot in lots)
    share = len(lots) / len(ENTRIES)
    assert {entry: abs(count - share) < 0.05 * share for entry, count in first.items()} == {
        entry.entry_id: True for entry in ENTRIES
    }


def test_the_number_is_held_for_the_ballots_alone_and_out_of_the_reach_of_scripts() -> None:
    said = browser(Filled()).get("/vote/k")
    held = said.headers["set-cookie"]
    parts = ["HttpOnly", "Path=/vote", "SameSite=lax", "Max-Age=7776000"]
    assert [part in held for part in parts] == [True] * 4
    assert said.headers["cache-control"] == "private, no-cache"


def test_it_is_drawn_once_and_by_no_other_page() -> None:
    reader = browser(Filled())
    assert [
        "set-cookie" in reader.get(path).headers for path in ("/vote", "/results", "/results/k", "/vote/k", "/vote/k")
    ] == [False, False, False, True, False]


@pytest.mark.parametrize("held", ["", "0", "00000", "00G0", "０００0", "' OR 1", "示例"])
def test_what_was_not_drawn_here_is_drawn_anew(held: str) -> None:
    headers = {b"Cookie": f"{COOKIE}={held}".encode()}
    assert f"{COOKIE}=" in browser(Filled()).get("/vote/k", headers=headers).headers["set-cookie"]


def test_who_signs_in_has_the_order_of_the_voter_on_every_device() -> None:
    phone, desk = browser(Filled(), "citizen"), browser(Filled(), "citizen")
    owed = [entry.phrase for entry in shuffled(ENTRIES, "k", "15" * 16)]
    desk.cookies.set(COOKIE, "00ff")
    assert [order_seen(phone), order_seen(desk)] == [owed, owed]
    assert "set-cookie" not in phone.get("/vote/k").headers
