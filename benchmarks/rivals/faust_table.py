"""Faust as its guide has it: a record a vote, a table of who has voted, written once a vote."""

import asyncio
import os
import tempfile
from collections import defaultdict
from typing import Any

import faust
import orjson

from benchmarks.rivals.stopwatch import Stopwatch, Task

TASK = Task.given()
PARTITIONS = 4


def build(task: Task) -> faust.App:
    """The app: memory table with a changelog topic, which is Faust's default."""
    app = faust.App(
        f"bench-faust-{os.getpid()}", broker=f"kafka://{task.kafka}", store="memory://", topic_partitions=PARTITIONS,
        datadir=tempfile.mkdtemp(prefix="zhengji-bench-faust-"), consumer_auto_offset_reset="earliest",
        topic_disable_leader=True, web_enabled=False, value_serializer="raw", key_serializer="raw",
    )  # fmt: skip
    voted = app.Table("voted", partitions=PARTITIONS, key_type=str, value_type=int)
    counts: defaultdict[str, int] = defaultdict(int)
    watch = Stopwatch(task, counts)

    async def tally(stream: Any) -> None:
        async for value in stream:
            vote = orjson.loads(value)
            if vote["vote_id"] not in voted:
                voted[vote["vote_id"]] = 1
                for entry in vote["entries"]:
                    counts[entry] += 1
            watch.counted()

    app.agent(app.topic(task.topic, value_type=bytes, value_serializer="raw"), name="tally")(tally)
    return app


async def main(task: Task) -> None:
    """Until the stopwatch ends it."""
    app = build(task)
    await app.start()
    await app.wait_until_stopped()


if __name__ == "__main__":
    asyncio.run(main(TASK))
