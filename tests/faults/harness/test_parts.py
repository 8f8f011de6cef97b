"""The harness's own parts: a schedule is its seed's, and the comparison finds what is planted in it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import pytest

from tests.faults.harness.board_watch import Look, delays
from tests.faults.harness.crowd import Told, Voter, voters_of
from tests.faults.harness.faults import DO
from tests.faults.harness.plan import FAULTS, has_twins, in_rounds, plan_of, schedule
from tests.faults.harness.proxy import Proxy, is_produce, is_vote
from tests.faults.harness.report import rows_of, share_of, table
from tests.faults.harness.summary import goals, text_of
from tests.faults.harness.verdict import (
    Ballot,
    Difference,
    by_sets,
    difference,
    first_by_vote_id,
    longest_gap,
    resumed,
    truth,
    wrong_votes,
)


def test_a_run_is_a_function_of_its_seed() -> None:
    assert schedule(3, 20, tuple(FAULTS)) == schedule(3, 20, tuple(FAULTS))
    assert schedule(3, 20, tuple(FAULTS))[5] == plan_of(8, tuple(FAULTS)[8])
    assert plan_of(1, "flush-all") != plan_of(2, "flush-all")
    first, again = [
        [(voter.ref, voter.entry) for voter in islice(voters_of(plan_of(1, "flush-all"), "k"), 50)] for _ in "12"
    ]
    assert first == again


def test_all_faults_come_in_turn_and_each_can_be_done() -> None:
    assert {plan.fault for plan in schedule(100, len(FAULTS), tuple(FAULTS))} == set(FAULTS) == set(DO)
    assert {plan.fault for plan in schedule(7, 9, ("flush-all",))} == {"flush-all"}
    rounds = in_rounds(schedule(0, 2 * len(FAULTS), tuple(FAULTS)), len(FAULTS))
    assert [number for number, plan in enumerate(rounds) if has_twins(plan)] == [len(FAULTS) - 1, 2 * len(FAULTS) - 1]


def voter(number: int, entry: str, *numbers: str) -> Voter:
    return Voter(f"ref{number}", "token", entry, [Told(float(number), no, None) for no in numbers])


VOTERS = [voter(1, "e1", "0-1"), voter(2, "e2", "0-2", "0-2"), voter(3, "e1", "1-1")]
BALLOTS = [
    Ballot("0-1", "v1", "ref1", ["e1"]), Ballot("0-2", "v2", "ref2", ["e2"]), Ballot("0-3", "v2", "ref2", ["e2"]),
    Ballot("1-1", "v3", "ref3", ["e1"]),
]  # fmt: skip


def test_a_repeated_vote_counts_once_and_nothing_is_wrong() -> None:
    counted = list(first_by_vote_id(BALLOTS).values())
    assert [one.no for one in counted] == ["0-1", "0-2", "1-1"]
    assert wrong_votes(VOTERS, counted) == []
    assert by_sets(VOTERS, counted) == Difference(0, 0) == difference(truth(VOTERS), {"e1": 2, "e2": 1})


PLANTED: dict[str, Callable[[list[Ballot]], list[Ballot]]] = {
    "ref1 was told 0-1, and no vote of his counts": lambda log: log[1:],
    "ref1 was told 0-1, and 0-9 counts": lambda log: [replace(log[0], no="0-9"), *log[1:]],
    "ref1 chose e1, and ['e2'] counts": lambda log: [replace(log[0], entries=["e2"]), *log[1:]],
    "a vote of ref4, who never came, counts": lambda log: [*log, Ballot("1-2", "v4", "ref4", ["e1"])],
    "1 votes count beside another one of their voter": lambda log: [Ballot("1-0", "v5", "ref3", ["e1"]), *log],
}


@pytest.mark.parametrize("expected", PLANTED)
def test_a_planted_difference_is_found(expected: str) -> None:
    counted = list(first_by_vote_id(PLANTED[expected](BALLOTS)).values())
    assert expected in wrong_votes(VOTERS, counted)


def test_a_voter_who_never_got_to_know_is_found() -> None:
    assert (
        wrong_votes([*VOTERS, voter(4, "e1")], list(first_by_vote_id(BALLOTS).values()))[0] == "ref4 never got to know"
    )


def test_lost_and_doubled_are_told_apart() -> None:
    assert difference({"e1": 5, "e2": 3}, {"e1": 3, "e2": 4}) == Difference(lost=2, doubled=1)
    counted = [*BALLOTS[1:3], Ballot("0-7", "v7", "ref3", ["e1"]), BALLOTS[3]]
    assert by_sets(VOTERS, counted) == Difference(lost=1, doubled=2)


def test_the_gap_begins_before_the_fault_and_calm_before_it_is_none() -> None:
    assert longest_gap([0.0, 3.0, 3.1, 5.0, 5.2], since=3.5) == pytest.approx(1.9)
    assert longest_gap([], since=1.0) == float("inf")
    assert resumed([1.0, 4.5], [4.0, 1.0]) == pytest.approx(3.5)
    assert resumed([1.0], []) is None
    assert resumed([1.0], [2.0]) == float("inf")


def look(at: float, *covers: int) -> Look:
    return Look(at, covers, {})


def test_a_vote_is_on_the_board_from_when_on_no_board_lacks_it() -> None:
    looks = [look(1.0, 5, 0), look(2.0, 9, 0), look(3.0, 6, 0), look(4.0, 9, 2)]
    votes = [(0.5, 0, 4), (0.5, 0, 6), (0.5, 0, 8), (5.0, 1, 2), (0.5, 1, 3)]
    assert delays(looks, votes) == [0.5, 1.5, 3.5, 0.0, float("inf")]
    assert delays([], votes[:1]) == [float("inf")]


LINE = {
    "beside": 0,
    "fault": "flush-all", "seed": 4, "wrong": [], "acknowledged": 1500, "lost": 0, "doubled": 0, "gap": 0.2,
    "resumed": None, "board": [0.1, 0.2, 0.7], "control": {"lost": 9, "doubled": 0}, "ended": {"tally-1": 1},
    "at": "2026-11-25T20:00:00+00:00", "commit": "abc", "machine": "m", "python": "3.11",
}  # fmt: skip


def test_the_table_sums_up_and_a_goal_that_is_missed_says_so() -> None:
    slow = {**LINE, "fault": "tally-killed", "board": [0.1, 0.2, 4.0], "lost": 2, "wrong": [], "control": None}
    rows = rows_of([LINE, slow])
    assert [(row.fault, row.runs, row.acknowledged, row.lost) for row in rows] == [
        ("tally-killed", 1, 1500, 2), ("flush-all", 1, 1500, 0), ("all", 2, 3000, 2),
    ]  # fmt: skip
    assert "| flush-all    | 1    | 1        | 1,500        | 0    | 0       | 0     | 0.20 / 0.20 |" in table(rows)
    told = goals([{**LINE, "control": None}, slow])
    assert [line.rpartition("| ")[2] for line in told[2:]] == ["**not kept** |", "kept |"]
    older = {**slow, "commit": "older", "board": [0.1, 0.2, 9.0]}
    assert goals([older, LINE, {**LINE, "control": None}, slow]) == told
    assert goals([LINE]) == ["No run yet that could say it."]
    assert "was found wrong in 1: 9 votes lost" in text_of([LINE, slow])
    assert "| 4 | flush-all | abc | a head differs |" in text_of([{**LINE, "wrong": ["a head differs"]}, slow])
    assert "Runs that broke off" not in text_of([LINE, slow])
    assert (share_of([1, 2, 3, 4], 0.5), share_of([1, 2, 3, 4], 0.95), share_of([7], 0.5)) == (2, 4, 7)


def test_of_a_run_that_broke_off_nothing_is_said() -> None:
    broken = {**LINE, "board": [], "gap": float("inf"), "wrong": ["TimeoutError"], "acknowledged": 0}
    cells = [cell.strip() for cell in table(rows_of([broken])).splitlines()[2].split("|")]
    assert cells[1:10] == ["flush-all", "1", "0", "0", "?", "?", "1", "? / ?", "? / ? / ?"]
    assert "2 runs, 1 of them compared" in text_of([LINE, broken])
    assert "No run yet" in text_of([broken])


def test_requests_are_told_apart() -> None:
    assert is_vote(b"POST /api/v1/x HTTP/1.1\r\n")
    assert not is_vote(b"GET / HTTP/1.1\r\n")
    assert is_produce(b"\x00\x00\x01\x00\x00\x00\x00\x0b")
    assert not is_produce(b"\x00\x00\x01\x00\x00\x01\x00\x0b")


async def test_an_answer_is_cut_after_the_request_had_its_effect() -> None:
    taken: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while request := await reader.read(100):
            taken.append(request)
            writer.write(b"answer")

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy = Proxy(server.sockets[0].getsockname()[1], is_vote)
    await proxy.start()
    try:
        proxy.to_cut = 1
        answers = [await asked(proxy, b"GET"), await asked(proxy, b"POST 1"), await asked(proxy, b"POST 2")]
    finally:
        await proxy.close()
        server.close()
    assert (answers, taken, proxy.cut) == ([b"answer", b"", b"answer"], [b"GET", b"POST 1", b"POST 2"], 1)


async def asked(proxy: Proxy, request: bytes) -> bytes:
    """The answer; nothing when the connection is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(request)
    try:
        return await reader.read(100)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()
