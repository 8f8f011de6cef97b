"""Bytewax with keyed state: a record a vote, who has voted in `stateful_map`, no recovery store (its default)."""

from collections import defaultdict
from typing import Any

import bytewax.operators as op
import orjson
from bytewax.connectors.kafka import KafkaSource
from bytewax.dataflow import Dataflow
from bytewax.outputs import DynamicSink, StatelessSinkPartition
from bytewax.testing import run_main

from benchmarks.rivals.stopwatch import Stopwatch, Task

Vote = dict[str, Any]
Item = tuple[str, tuple[str, ...]]
"""A vote's name, and the entries to be counted for it."""


def build(task: Task) -> Dataflow:
    """Read, key by vote, drop what was seen, count."""
    counts: defaultdict[str, int] = defaultdict(int)
    watch = Stopwatch(task, counts)

    class Tally(StatelessSinkPartition[Item]):  # type: ignore[misc]
        """Where the votes come out."""

        def write_batch(self, items: list[Item]) -> None:
            for _, entries in items:
                for entry in entries:
                    counts[entry] += 1
            watch.counted(len(items))

    class Tallies(DynamicSink[Item]):  # type: ignore[misc]
        """One a worker."""

        def build(self, _step_id: str, _worker_index: int, _worker_count: int) -> Tally:
            return Tally()

    def first(state: bool | None, vote: Vote) -> tuple[bool, tuple[str, ...]]:
        return True, () if state else tuple(vote["entries"])

    flow = Dataflow("tally")
    source: Any = KafkaSource([task.kafka], [task.topic], batch_size=1000)
    votes = op.map("read", op.input("votes", flow, source), lambda message: orjson.loads(message.value))
    keyed = op.key_on("by-vote", votes, lambda vote: vote["vote_id"])
    op.output("tally", op.stateful_map("once", keyed, first), Tallies())
    return flow


if __name__ == "__main__":
    run_main(build(Task.given()))
