"""What a voter is answered is what the fold decides: a receipt is a vote that counts."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime

import pytest
from plumbing.clock import FixedClock
from plumbing.problems import OutcomeUnknown, Problem
from plumbing.records import Position, Record
from plumbing.settings import demo_secret
from voting.domain.sheet import SHEET_SECONDS, CastVote, Sheet
from voting.handlers import sheet_desk
from voting.handlers.ledger import Ledger
from voting.handlers.sheet_desk import SheetDesk, awaited
from voting.handlers.sheets import VOTES_TOPIC, close_mark, encode
from voting.handlers.signing import Receipt, ReceiptSigner

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
SIGNER = ReceiptSigner(demo_secret("receipt_seed"))
ANNA, BELA = CastVote("a" * 32, "ra", ("e1",)), CastVote("b" * 32, "rb", ("e2",))


class Log:
    """A partition; the ledger folds what is on it when `deliver` is called."""

    def __init__(self) -> None:
        self.ledger = Ledger(1)
        self.sheets: list[Sheet] = []
        self.trouble: Exception | None = None
        self.arrived, self.arrived_twice = asyncio.Event(), asyncio.Event()
        self.acknowledges: asyncio.Event | None = None

    async def append(self, partition: int, sheet: Sheet) -> int:
        assert partition == 0
        if self.trouble is not None:
            raise self.trouble
        self.sheets.append(sheet)
        offset = len(self.sheets) - 1
        (self.arrived_twice if self.arrived.is_set() else self.arrived).set()
        if self.acknowledges is not None:
            await self.acknowledges.wait()
        return offset

    def deliver(self) -> None:
        for offset in range(self.ledger.tallies[0].applied + 1, len(self.sheets)):
            value = encode(self.sheets[offset])
            self.ledger.fold(Record(VOTES_TOPIC, Position(0, offset), "k", value, 0))


@pytest.fixture
async def log() -> Log:
    return Log()


@pytest.fixture
async def desk(log: Log) -> SheetDesk:
    return SheetDesk(log, log.ledger, SIGNER, FixedClock(NOW), lambda _votes: None)


async def put(desk: SheetDesk, vote: CastVote) -> Receipt:
    return await awaited(lambda answer: desk.take(("k", 0), vote, answer))


Answers = list[Receipt | BaseException]


async def answered(log: Log, votes: list[Awaitable[Receipt]]) -> Answers:
    """The answers to votes that travel together, once their sheet is on the log and folded."""
    waiting = asyncio.gather(*votes, return_exceptions=True)
    await asyncio.wait_for(log.arrived.wait(), 5)
    log.deliver()
    return await asyncio.wait_for(waiting, 5)


async def test_a_receipt_comes_when_the_own_fold_has_counted_the_vote_and_not_before(log: Log, desk: SheetDesk) -> None:
    vote = asyncio.ensure_future(put(desk, ANNA))
    await asyncio.wait_for(log.arrived.wait(), 5)
    done, _ = await asyncio.wait([vote], timeout=0.05)
    log.deliver()
    assert (done, (await asyncio.wait_for(vote, 5)).no[:14], desk.waiting) == (set(), "0-00000000-000", 0)


async def test_a_sheet_that_was_folded_before_its_acknowledgement_is_answered_too(log: Log, desk: SheetDesk) -> None:
    log.sheets.append(Sheet.of("k", "s", "2026-06-10T04:00:00Z", (ANNA,)))
    log.deliver()
    assert (await log.ledger.verdict(Position(0, 0))).refused == {}


async def test_a_sheet_behind_the_close_mark_is_refused_and_not_acknowledged(log: Log, desk: SheetDesk) -> None:
    log.sheets.append(close_mark("k", 0, NOW))
    [answer] = await answered(log, [put(desk, ANNA)])
    assert isinstance(answer, Problem)
    assert (answer.code, answer.status) == ("contest-closed", 409)


async def test_a_second_vote_that_the_fold_did_not_know_of_leads_to_the_first(log: Log, desk: SheetDesk) -> None:
    log.sheets.append(Sheet.of("k", "s", "2026-06-10T04:00:00Z", (BELA, ANNA)))
    second, other = await answered(log, [put(desk, ANNA), put(desk, CastVote("c" * 32, "rc", ("e1",)))])
    assert isinstance(second, Problem)
    assert (second.code, second.extra["no"][:14]) == ("already-voted", "0-00000000-001")
    assert isinstance(other, Receipt)
    assert (other.offset, other.index) == (1, 1)


async def test_a_voter_who_hangs_up_takes_no_answer_from_the_others(log: Log, desk: SheetDesk) -> None:
    gone = asyncio.ensure_future(put(desk, ANNA))
    stays = asyncio.ensure_future(put(desk, BELA))
    await asyncio.wait_for(log.arrived.wait(), 5)
    gone.cancel()
    log.deliver()
    assert ((await asyncio.wait_for(stays, 5)).index, desk.waiting) == (1, 0)


async def test_an_answer_that_cannot_be_told_takes_none_from_the_others(log: Log, desk: SheetDesk) -> None:
    def broken(_said: Receipt | Problem) -> None:
        raise RuntimeError("the connection is in no state to be written to")

    desk.take(("k", 0), ANNA, broken)
    [other] = await answered(log, [put(desk, BELA)])
    assert (isinstance(other, Receipt), desk.waiting) == (True, 0)


async def test_a_full_desk_takes_no_vote_and_takes_votes_again_when_some_are_answered(
    log: Log, desk: SheetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_desk, "QUEUE_VOTES", 1)
    first = asyncio.ensure_future(put(desk, ANNA))
    await asyncio.wait_for(log.arrived.wait(), 5)
    with pytest.raises(Problem) as refusal:
        await put(desk, BELA)
    assert (refusal.value.code, refusal.value.headers) == ("queue-full", {"Retry-After": "1"})
    with pytest.raises(Problem) as another:
        await put(desk, BELA)
    assert another.value is not refusal.value
    log.deliver()
    await asyncio.wait_for(first, 5)
    assert desk.full() is None


async def test_votes_share_a_sheet_while_an_earlier_one_is_not_acknowledged(log: Log, desk: SheetDesk) -> None:
    log.acknowledges = asyncio.Event()
    first = asyncio.ensure_future(put(desk, ANNA))
    await asyncio.wait_for(log.arrived.wait(), 5)
    later = [asyncio.ensure_future(put(desk, CastVote(letter * 32, letter, ("e1",)))) for letter in "cde"]
    await asyncio.wait(later, timeout=3 * SHEET_SECONDS)
    log.acknowledges.set()
    await asyncio.wait_for(log.arrived_twice.wait(), 5)
    log.deliver()
    await asyncio.wait_for(asyncio.gather(first, *later), 5)
    assert [len(sheet.votes) for sheet in log.sheets] == [1, 3]


async def test_an_acknowledgement_that_does_not_come_holds_up_later_votes_for_a_moment_only(
    log: Log, desk: SheetDesk
) -> None:
    log.acknowledges = asyncio.Event()
    asked = [asyncio.ensure_future(put(desk, ANNA))]
    await asyncio.wait_for(log.arrived.wait(), 5)
    asked.append(asyncio.ensure_future(put(desk, BELA)))
    await asyncio.wait_for(log.arrived_twice.wait(), 5)
    log.acknowledges.set()
    log.deliver()
    assert [one.offset for one in await asyncio.wait_for(asyncio.gather(*asked), 5)] == [0, 1]


async def test_a_fold_that_does_not_come_leaves_the_outcome_unknown(
    log: Log, desk: SheetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_desk, "FOLD_SECONDS", 0.01)
    with pytest.raises(OutcomeUnknown):
        await asyncio.wait_for(put(desk, ANNA), 5)
    assert desk.waiting == 0


@pytest.mark.parametrize("trouble", [OutcomeUnknown(), RuntimeError("the pool is shut down")])
async def test_whatever_goes_wrong_with_a_sheet_nobody_hangs(log: Log, desk: SheetDesk, trouble: Exception) -> None:
    log.trouble = trouble
    both = asyncio.gather(put(desk, ANNA), put(desk, BELA), return_exceptions=True)
    assert [type(one) for one in await asyncio.wait_for(both, 5)] == [OutcomeUnknown, OutcomeUnknown]
    assert desk.waiting == 0
