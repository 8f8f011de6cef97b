"""The end of a run: when everything is quiet, every vote is accounted for."""

from collections import Counter
from collections.abc import Callable, Iterator

from contracts import ContestClosed, Event
from recount.audit import recount
from recount.log import Record, VoteLog
from recount.published import published_of
from recount.wording import told
from voting.domain.receipts import Where, place_of
from voting.handlers.ledger import Ledger
from voting.handlers.pictures import count_of
from voting.handlers.sheets import VOTES_TOPIC
from voting.handlers.signing import genuine
from voting.handlers.terms import RESULT_TOPIC

from tests.faults.simulation.broker import Broker
from tests.faults.simulation.crowd import ENTRIES, Voter
from tests.faults.simulation.model import PartitionModel, Place
from tests.faults.simulation.processes import SIGNER, HttpProcess

ON_THE_WAY = 0.1
"""How long a mark may be on its way that nothing holds up."""
SKEW = 2.0
HOLD_UP = frozenset({"append-late", "broker-away", "relay-stopped"})
"""Faults under which a mark may be on its way for any time: then an announcement can come too late for it."""
Ballots = dict[str, tuple[Place, tuple[str, ...]]]
"""The votes that count, by vote_id."""


def ballots_of(models: list[PartitionModel], contest_id: str) -> Ballots:
    """Every vote of a contest that counts, in all partitions."""
    found: Ballots = {}
    for model in models:
        if contest_id in model.contests:
            found.update(model.contests[contest_id].ballots)
    return found


def wrong_voters(models: list[PartitionModel], voters: list[Voter], periods: int) -> Iterator[str]:
    """Voters of whom more votes count than the run has periods, and votes of nobody."""
    owed = {(voter.contest_id, voter.ref): len(voter.cast) for voter in voters}
    counted: Counter[tuple[str, str]] = Counter()
    for model in models:
        for name, contest in model.contests.items():
            counted.update({(name, ref): votes for ref, votes in contest.voters.items()})
    for (name, ref), votes in counted.items():
        if votes > min(periods, owed.get((name, ref), 0)):
            yield f"{votes} votes of voter {ref[:4]} count in {name}"


def wrong_votes(models: list[PartitionModel], voters: list[Voter], ledgers: list[Ledger]) -> Iterator[str]:
    """Acknowledged and not counted, counted twice, or counted and never cast; receipts that say something else."""
    for voter in voters:
        ballots = ballots_of(models, voter.contest_id)
        for receipt in voter.receipts:
            if receipt.vote_id not in ballots:
                yield f"the vote of receipt {receipt.no} was acknowledged and does not count"
                continue
            place, entries = ballots[receipt.vote_id]
            if entries not in voter.cast:
                yield f"the vote of receipt {receipt.no} counts for {entries}, which its voter never chose"
            yield from _looked_up(ledgers, receipt.no, place)
        for code, number in voter.refusals:
            if code == "already-voted":
                yield from _pointed_at(ballots, voter, number)


def _looked_up(ledgers: list[Ledger], number: str, counted: Place) -> Iterator[str]:
    """What each process says of a receipt: counted there, or refused and counted under a number that it names."""
    for ledger in ledgers:
        where = place_of(number)
        fate = ledger.fate(where) if where else None
        told = where if fate is not None and fate.state == "counted" else fate and fate.counted_as
        if told != Where(*counted):
            yield f"receipt {number} is answered with {fate}, and its vote counts at {counted}"


def _pointed_at(ballots: Ballots, voter: Voter, number: str) -> Iterator[str]:
    where = place_of(number)
    found = [one for one in ballots.values() if where and one[0] == (where.partition, where.offset, where.index)]
    if not found or found[0][1] not in voter.cast:
        yield f"somebody was told that his vote counts as {number}, which it does not"


def wrong_receipts(voters: list[Voter]) -> Iterator[str]:
    """Receipts whose signature does not hold. One a run: checking costs more than everything else."""
    for receipt in [receipt for voter in voters for receipt in voter.receipts][:1]:
        if not genuine(receipt, SIGNER.public_key):
            yield f"receipt {receipt.no} is not genuine"


def wrong_heads(models: list[PartitionModel], found: Callable[[int], list[tuple[int, str]]]) -> Iterator[str]:
    """Counts that are not at the end of the log, or have another chain head there. `found` gives offset and head."""
    for number, model in enumerate(models):
        right = (len(model.past) - 1, model.past[-1][0] if model.past else "00" * 32)
        yield from (f"partition {number} stands at {one}, not {right}" for one in found(number) if one != right)


def wrong_board(models: list[PartitionModel], contest_id: str, door: HttpProcess) -> Iterator[str]:
    """A board that is not the recount."""
    votes = dict.fromkeys(ENTRIES, 0)
    for model in models:
        for entry, more in model.contests[contest_id].votes().items() if contest_id in model.contests else ():
            votes[entry] += more
    counted = len(ballots_of(models, contest_id))
    shown = count_of(door.ledger.terms(contest_id), door.board.pictures())
    board = {one.entry_id: one.votes for one in shown.standings}
    if (shown.counted, board) != (counted, votes):
        yield f"the board of {contest_id} shows {shown.counted}: {board}, right is {counted}: {votes}"


def wrong_end(marks: list[float], moved: tuple[float, float]) -> Iterator[str]:
    """A contest that ended although a later end had been announced before the first mark. `marks`: when they came."""
    announced_at, ends_at = moved
    if announced_at + ON_THE_WAY < min(marks) < ends_at - SKEW:
        yield f"a later end was announced at {announced_at:.3f} s, and the first close mark came at {min(marks):.3f} s"


def wrong_results(models: list[PartitionModel], contest_id: str, broker: Broker) -> Iterator[str]:
    """Certified results that are not the recount up to the close marks, by the model and by the recount."""
    events = [Event[ContestClosed].from_bytes(line.value) for line in broker.lines(RESULT_TOPIC, 0)]
    results = [event for event in events if event.data.contest_id == contest_id]
    if not results or any(one != results[0] for one in results):
        yield f"{contest_id} has {len(results)} results, not all the same"
        return
    yield from _recounted(results[0].data, broker)
    yield from _marked(results[0].data, models)
    yield from _summed(results[0].data, models)


def _recounted(result: ContestClosed, broker: Broker) -> Iterator[str]:
    """By the second count, which shares nothing with the service."""
    ends = {part.partition: broker.end(VOTES_TOPIC, part.partition) for part in result.partitions}
    records = (
        Record(number, at, line.value) for number in ends for at, line in enumerate(broker.lines(VOTES_TOPIC, number))
    )
    terms = {"contest_id": result.contest_id, "entries": []}  # no schedule withdraws one: a withdrawn one is a finding
    log = VoteLog("contest-closed", terms, result.model_dump(mode="json"), ends, records)
    found = recount(log, published_of(log)).differences
    yield from (f"the recount of {result.contest_id} finds a difference: {told(one)}" for one in found)


def _marked(result: ContestClosed, models: list[PartitionModel]) -> Iterator[str]:
    """By the model: what stood at each close mark."""
    told = [(one.close_offset, one.counted, one.refused, one.head) for one in result.partitions]
    marks = [model.at_mark[result.contest_id] for model in models]
    right = [(offset, counted, refused, head) for offset, counted, refused, _, head in marks]
    if told != right:
        yield f"{result.contest_id} is certified with {told} at its close marks, right is {right}"


def _summed(result: ContestClosed, models: list[PartitionModel]) -> Iterator[str]:
    """By the model: the votes of the entries."""
    votes = {one.entry_id: one.votes for one in result.results}
    parts = [model.at_mark[result.contest_id][3] for model in models]
    right = {entry: sum(part.get(entry, 0) for part in parts) for entry in ENTRIES}
    if votes != right:
        yield f"{result.contest_id} is certified with {votes}, right is {right}"
