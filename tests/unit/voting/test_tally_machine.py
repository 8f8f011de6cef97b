"""A state machine over tallies, counters and pictures: whatever happens in whatever order, the plain sets are right.

The model is that of the simulator (tests/faults/simulation/model.py): sets over the log, with nothing of the service.
"""

from collections.abc import AsyncIterator, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from voting.domain.sheet import CastVote, Sheet
from voting.domain.tally import PartitionTally
from voting.handlers.counting import Counter
from voting.handlers.pictures import Picture, picture_of
from voting.handlers.sheets import close_mark, encode

from tests.faults.simulation.defects import PLANTED
from tests.faults.simulation.loop import VirtualLoop
from tests.faults.simulation.model import PartitionModel

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
CONTESTS = st.sampled_from(["k", "j"])
CHOICES = st.sampled_from([("a",), ("b",), ("a", "c")])
VOTES = st.lists(st.tuples(st.integers(0, 6), CHOICES), min_size=1, max_size=4)
WORKERS = st.integers(0, 1)
"""Twins: two counters, of which each may crash, and which save their pictures into one gallery."""
PARTITIONS = 2
PLACES = st.integers(0, PARTITIONS - 1)
Votes = list[tuple[int, tuple[str, ...]]]


class Log:
    """Both partitions; read back in chunks of a size that a test chooses (port LogAccess)."""

    def __init__(self) -> None:
        self.values: list[list[bytes]] = [[] for _ in range(PARTITIONS)]
        self.chunk = 1

    async def lines(self, partition: int, start: int, end: int) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        for first in range(start, end, self.chunk):
            last = min(end, first + self.chunk)
            yield [(offset, self.values[partition][offset]) for offset in range(first, last)]

    async def ends(self) -> dict[int, int]:
        return {number: len(values) for number, values in enumerate(self.values)}


class Counting(RuleBasedStateMachine):
    """Appends, deliveries, crashes, checkpoints and pictures in any order."""

    sheets: Bundle[tuple[int, bytes]] = Bundle("sheets")
    checkpoints: Bundle[bytes] = Bundle("checkpoints")
    travelling: Bundle[Picture] = Bundle("travelling")

    @initialize()
    def begin(self) -> None:
        self.log = Log()
        self.models = [PartitionModel(number) for number in range(PARTITIONS)]
        self.counters = [Counter(PARTITIONS, self.log) for _ in range(2)]
        self.gallery: dict[int, Picture] = {}
        self.numbers = 0

    @rule(target=sheets, partition=PLACES, contest=CONTESTS, votes=VOTES)
    def append_a_sheet(self, partition: int, contest: str, votes: Votes) -> tuple[int, bytes]:
        cast = tuple(CastVote(f"{contest}-{partition}-{voter}", f"r{voter}", entries) for voter, entries in votes)
        self.numbers += 1
        return self._append(partition, encode(Sheet.of(contest, f"s{self.numbers}", "2026-06-10T04:00:00Z", cast)))

    @rule(sheet=sheets)
    def append_it_again(self, sheet: tuple[int, bytes]) -> None:
        self._append(*sheet)

    @rule(partition=PLACES, contest=CONTESTS)
    def append_a_close_mark(self, partition: int, contest: str) -> None:
        self._append(partition, encode(close_mark(contest, partition, NOW)))

    @rule(partition=PLACES, value=st.sampled_from([b"", b"not a sheet", b"{}", b'{"type": 1}']))
    def append_what_is_no_sheet(self, partition: int, value: bytes) -> None:
        self._append(partition, value)

    @rule(worker=WORKERS, partition=PLACES, where=st.integers(0, 100), chunk=st.integers(1, 5))
    def deliver(self, worker: int, partition: int, where: int, chunk: int) -> None:
        """Any record: the next one, one that was there before, or one behind a gap."""
        values = self.log.values[partition]
        if values:
            self.log.chunk = chunk
            offset = where % len(values)
            run(self.counters[worker].take(partition, offset, values[offset]))

    @rule(worker=WORKERS)
    def count_what_the_stream_left_out(self, worker: int) -> None:
        run(self.counters[worker].rebuild())

    @rule(worker=WORKERS)
    def crash(self, worker: int) -> None:
        self.counters[worker] = Counter(PARTITIONS, self.log)

    @rule(target=checkpoints, worker=WORKERS, partition=PLACES)
    def save_a_checkpoint(self, worker: int, partition: int) -> bytes:
        return orjson.dumps(self.counters[worker].tallies[partition].checkpoint())

    @rule(worker=WORKERS, saved=checkpoints)
    def crash_and_go_on_from_a_checkpoint(self, worker: int, saved: bytes) -> None:
        """Of whichever twin, however old."""
        tally = PartitionTally.restored(orjson.loads(saved))
        self.crash(worker)
        self.counters[worker].tallies[tally.partition] = tally

    @rule(target=travelling, worker=WORKERS)
    def send_pictures(self, worker: int) -> Any:
        tallies = self.counters[worker].tallies
        return multiple(*(picture_of(tally, NOW + timedelta(seconds=tally.applied), NOW) for tally in tallies))

    @rule(picture=travelling)
    def a_picture_arrives(self, picture: Picture) -> None:
        """However late, and it may arrive once more. The guard is the gallery's."""
        known = self.gallery.get(picture.partition)
        if known is None or known.applied <= picture.applied:
            self.gallery[picture.partition] = picture

    @rule(picture=consumes(travelling))
    def a_picture_is_lost(self, picture: Picture) -> None:
        assert picture.partition < PARTITIONS

    @rule()
    def flush_all(self) -> None:
        self.gallery = {}

    @invariant()
    def every_count_is_that_of_the_plain_sets(self) -> None:
        for counter in getattr(self, "counters", ()):
            for tally in counter.tallies:
                self._is_right(picture_of(tally, NOW, NOW))

    @invariant()
    def every_picture_is_right_for_its_offset(self) -> None:
        for picture in getattr(self, "gallery", {}).values():
            self._is_right(picture)

    def teardown(self) -> None:
        for counter in getattr(self, "counters", ()):
            run(counter.rebuild())
        saved = [[tally.checkpoint() for tally in counter.tallies] for counter in getattr(self, "counters", ())]
        assert saved[:1] == saved[1:]
        for counter in getattr(self, "counters", ()):
            for tally, model in zip(counter.tallies, self.models, strict=True):
                assert tally.applied == len(model.past) - 1
                self._is_right(picture_of(tally, NOW, NOW))
                self._closes_alike(tally, model)

    def _append(self, partition: int, value: bytes) -> tuple[int, bytes]:
        self.log.values[partition].append(value)
        self.models[partition].take(value)
        return partition, value

    def _is_right(self, picture: Picture) -> None:
        past = self.models[picture.partition].past
        found = {name: (one.counted, one.counts, one.refused) for name, one in picture.contests.items()}
        right = past[picture.applied] if picture.applied >= 0 else ("00" * 32, {})
        assert (picture.head, found) == right

    def _closes_alike(self, tally: PartitionTally, model: PartitionModel) -> None:
        closings = {name: one.closing for name, one in tally.contests.items() if one.closing is not None}
        found = {name: (one.offset, one.counted, one.refused, one.head) for name, one in closings.items()}
        assert found == {name: (o, c, r, head) for name, (o, c, r, _, head) in model.at_mark.items()}


def run(work: Coroutine[Any, Any, Any]) -> None:
    """To its end, on a loop of its own."""
    VirtualLoop().run_until_complete(work)


SETTINGS = settings(max_examples=60, stateful_step_count=40, deadline=None)
SEARCH = settings(SETTINGS, max_examples=1000, database=None, derandomize=True, phases=[Phase.generate])
TestCounting = Counting.TestCase
TestCounting.settings = SETTINGS


@pytest.mark.parametrize(
    "defect", ["gaps passed over", "duplicates counted", "late votes counted", "half a checkpoint"]
)
def test_the_machine_finds_a_planted_defect(defect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*PLANTED[defect][0])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Counting, settings=SEARCH)
