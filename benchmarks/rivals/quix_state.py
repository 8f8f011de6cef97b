"""Quix Streams with keyed state: a record a vote, who has voted in RocksDB with a changelog topic (its default)."""

import os
import tempfile
from collections import defaultdict

import orjson
from quixstreams import Application, State

from benchmarks.rivals.stopwatch import Stopwatch, Task


def main(task: Task) -> None:
    """Until the stopwatch ends it."""
    counts: defaultdict[str, int] = defaultdict(int)
    watch = Stopwatch(task, counts)
    app = Application(
        broker_address=task.kafka, consumer_group=f"bench-quix-{os.getpid()}", auto_offset_reset="earliest",
        state_dir=tempfile.mkdtemp(prefix="zhengji-bench-quix-"), loglevel="ERROR",
    )  # fmt: skip
    topic = app.topic(task.topic, key_deserializer="str", value_deserializer="bytes")

    def tally(value: bytes, state: State) -> None:
        vote = orjson.loads(value)
        if not state.get(vote["vote_id"]):
            state.set(vote["vote_id"], 1)
            for entry in vote["entries"]:
                counts[entry] += 1
        watch.counted()

    app.dataframe(topic).update(tally, stateful=True)
    app.run()


if __name__ == "__main__":
    main(Task.given())
