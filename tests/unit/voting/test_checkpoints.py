"""Checkpoints: one that holds shortens the replay; one that is lost or doubtful in any way changes no count."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plumbing.identifiers import derived_id
from voting.domain.sheet import CastVote, Sheet
from voting.domain.tally import PartitionTally
from voting.handlers import checkpoint_bytes
from voting.handlers.checkpoint_bytes import DoubtfulError, opened, sealed
from voting.handlers.checkpoints import Checkpoints
from voting.handlers.counting import Counter
from voting.handlers.sheets import decode, encode

KEY, CONTEST = b"k" * 32, "k-vote"


def record(number: int, contest: str = CONTEST) -> bytes:
    votes = tuple(CastVote(derived_id("v", str(number), str(n)), f"r{n}", (f"e{n}",)) for n in range(3))
    again = CastVote(derived_id("v", "0", "0"), "r0", ("e0",))
    return encode(Sheet.of(contest, f"s{number}", "2026-05-01T00:00:00Z", (*votes, again)))


class Log:
    """One partition; remembers which records were read."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self.records, self.read = list(records), set[int]()

    async def ends(self) -> dict[int, int]:
        return {0: len(self.records)}

    async def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        assert partition == 0
        self.read |= set(range(start, end))
        if start < end:
            yield [(offset, self.records[offset]) for offset in range(start, end)]


class Shelf:
    """Where checkpoints are kept; can be away."""

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}
        self.away = False

    async def load(self, partition: int) -> bytes | None:
        if self.away:
            raise ConnectionError
        return self.kept.get(partition)

    async def keep(self, partition: int, value: bytes) -> None:
        if self.away:
            raise ConnectionError
        self.kept[partition] = value

    async def drop(self, partition: int) -> None:
        if self.away:
            raise ConnectionError
        self.kept.pop(partition, None)


class Place:
    """A log of ten records, and a shelf with the checkpoint of its first six."""

    def __init__(self) -> None:
        self.log, self.shelf = Log([record(number) for number in range(10)]), Shelf()
        self.said: list[str] = []
        """What became of checkpoints."""

    def checkpoints(self) -> Checkpoints:
        return Checkpoints(self.shelf, self.log, KEY, self.said.append)

    async def counted(self) -> PartitionTally:
        """What a process that starts now counts."""
        counter = Counter(1, self.log)
        await counter.rebuild(self.checkpoints().restored)
        return counter.tallies[0]


@pytest.fixture
async def place() -> Place:
    found = Place()
    await found.checkpoints().keep([of_the_log(found.log.records[:6])])
    found.said.clear()
    return found


def of_the_log(records: Sequence[bytes]) -> PartitionTally:
    tally = PartitionTally(0)
    for offset, value in enumerate(records):
        tally.apply(offset, value, decode(value))
    return tally


async def test_a_checkpoint_that_holds_shortens_the_replay_and_nothing_else(place: Place) -> None:
    tally = await place.counted()
    assert tally.checkpoint() == of_the_log(place.log.records).checkpoint()
    assert (place.log.read, place.said) == ({5, 6, 7, 8, 9}, ["used"])


async def test_one_of_the_whole_log_is_enough(place: Place) -> None:
    await place.checkpoints().keep([of_the_log(place.log.records)])
    assert (await place.counted()).checkpoint() == of_the_log(place.log.records).checkpoint()
    assert place.log.read == {9}


def broken(value: bytes) -> bytes:
    return value[:-1] + bytes([value[-1] ^ 1])


def forged(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    """A checkpoint with another content and a good seal: as a faulty version of ours could have written it."""

    def forge(value: bytes) -> bytes:
        state = opened(value, KEY)
        change(state)
        return sealed(state, KEY)

    return forge


DOUBTFUL: dict[str, Callable[[bytes], bytes]] = {
    "nothing in it": lambda value: value[:0],
    "cut off": lambda value: value[:-7],
    "a bit turned": broken,
    "the seal alone": lambda value: value[: checkpoint_bytes.SEAL_BYTES],
    "no checkpoint at all": lambda value: b"x" * len(value),
    "sealed by somebody else": lambda value: sealed(opened(value, KEY), b"another key"),
    "of another partition": forged(lambda state: state.update(partition=1)),
    "past the end of the log": forged(lambda state: state.update(applied=10)),
    "before the beginning": forged(lambda state: state.update(applied=-1)),
    "of another place": forged(lambda state: state.update(applied=4)),
    "of another chain": forged(lambda state: state.update(head="ff" * 32)),
    "without its chain": forged(lambda state: state.update(before=None)),
    "with a vote too many": forged(lambda state: state["contests"][CONTEST].update(counted=99)),
}


@pytest.mark.parametrize("what", DOUBTFUL)
async def test_a_doubtful_checkpoint_is_thrown_away_and_no_count_changes(place: Place, what: str) -> None:
    place.shelf.kept[0] = DOUBTFUL[what](place.shelf.kept[0])
    tally = await place.counted()
    assert tally.checkpoint() == of_the_log(place.log.records).checkpoint()
    assert (place.log.read, place.said, place.shelf.kept) == (set(range(10)), ["refused"], {})


async def test_one_of_another_version_is_thrown_away(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint_bytes, "VERSION", "tally-0")
    await place.counted()
    assert (place.said, place.log.read) == (["refused"], set(range(10)))


async def test_one_of_another_log_is_thrown_away(place: Place) -> None:
    place.log.records = [record(number, "other") for number in range(10)]
    assert (await place.counted()).contests["other"].counted == 30
    assert place.said == ["refused"]


async def test_without_a_shelf_the_log_is_counted_from_its_beginning(place: Place) -> None:
    place.shelf.away = True
    assert (await place.counted()).applied == 9
    assert (place.said, place.log.read) == ([], set(range(10)))


async def test_a_checkpoint_is_made_only_of_what_has_changed(place: Place) -> None:
    checkpoints, tally = place.checkpoints(), of_the_log(place.log.records)
    for _ in range(3):
        await checkpoints.keep([tally])
    assert place.said == ["saved"]
    tally.apply(10, b"x", None)
    await checkpoints.keep([tally])
    assert place.said == ["saved", "saved"]
    await checkpoints.keep([PartitionTally(0)])
    assert place.said == ["saved", "saved"]


HEX = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
ANY = st.text(max_size=34)
SEEN = st.one_of(st.dictionaries(HEX, st.integers(0, 2**63)), st.dictionaries(HEX | ANY, st.integers(0, 2**63)))


@given(st.dictionaries(st.text(max_size=5), SEEN, max_size=3))
def test_whatever_the_ids_of_the_votes_are_they_come_back_as_they_were(contests: dict[str, dict[str, int]]) -> None:
    state = {
        "partition": 3,
        "contests": {name: {"counted": len(seen), "seen": seen} for name, seen in contests.items()},
    }
    again = opened(sealed(state, KEY), KEY)
    assert again == state
    assert [list(one["seen"]) for one in again["contests"].values()] == [list(seen) for seen in contests.values()]


def test_every_bit_of_a_checkpoint_is_under_its_seal() -> None:
    value = sealed(of_the_log([record(0)]).checkpoint(), KEY)
    for place in range(len(value)):
        with pytest.raises(DoubtfulError, match="seal-broken"):
            opened(value[:place] + bytes([value[place] ^ 0x10]) + value[place + 1 :], KEY)
