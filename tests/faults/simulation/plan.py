"""What a seed makes of a run: its size, and which faults may happen in it.

Every seed leaves some kinds of fault out (swarm testing): faults that hide each other get their own runs.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Literal

EPOCH = datetime(2026, 6, 10, 15, 59, 50, tzinfo=UTC)
"""Virtual second 0: ten seconds before a new day begins in Shanghai."""
FAULTS = (
    # producing: from accept to the log, and from the relay to the log
    "request-lost", "acknowledgement-lost", "append-late", "append-doubled", "acknowledgement-slow",
    # processes
    "killed-midway", "accept-killed", "accept-stopped", "accept-drained", "tally-killed", "tally-stopped",
    "relay-killed", "relay-stopped", "relay-doubled", "reader-slow", "clocks-skewed",
    # the stream that carries sheets to the tally, and the log that it is read from
    "redelivery", "skip", "stall", "rebalance", "partition-forgotten", "stream-broken", "log-unreadable",
    # the store of pictures and checkpoints
    "save-slow", "save-doubled", "save-unknown", "store-away", "flush-all", "checkpoint-lost", "checkpoint-old",
    # broker and topics
    "broker-away", "junk",
    # voters and organisers
    "answer-cut", "impatient", "hung-up", "double-click", "second-thoughts", "moved-end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """The run of one seed. Times are virtual seconds; faults end at `healed_at`, and then all must come right.

    `sheet_votes` and `queue_votes` stand for the service's own limits, which so few voters would never reach.
    """

    partitions: int
    accepts: int
    tallies: int
    voters: int
    contests: int
    period: Literal["contest", "day"]
    closes_at: float
    healed_at: float
    intensity: float
    sheet_votes: int
    queue_votes: int
    faults: frozenset[str]


def plan_of(chance: Random, only: frozenset[str] | None) -> Plan:
    """The plan of a seed, with just these faults; without them the seed chooses."""
    some = chance.choice((0.15, 0.35, 0.6, 1.0))
    chosen = frozenset(name for name in FAULTS if chance.random() < some)
    closes_at = chance.uniform(6.0, 14.0)
    return Plan(
        partitions=chance.choice((1, 1, 2, 3)),
        accepts=chance.choice((1, 2, 2)),
        tallies=chance.choice((1, 2, 2)),
        voters=chance.randint(4, 24),
        contests=chance.choice((1, 1, 1, 2)),
        period="day" if chance.random() < 0.2 else "contest",
        closes_at=closes_at,
        healed_at=closes_at + chance.uniform(2.0, 8.0),
        intensity=chance.choice((0.5, 1.0, 3.0)),
        sheet_votes=chance.choice((2, 3, 500)),
        queue_votes=chance.choice((4, 20_000, 20_000)),
        faults=chosen if only is None else only,
    )
