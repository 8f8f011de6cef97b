"""Our count as it runs in the field: sheets, carried by the product's own Faust worker to the product's own fold."""

import asyncio
import os
from collections import ChainMap

from contracts.topics import VOTE_PARTITIONS
from voting.adapters.faust_stream import FaustStream
from voting.adapters.log_access import KafkaLogAccess
from voting.handlers.counting import Counter
from voting.settings import VotingSettings

from benchmarks.ballots import CONTEST
from benchmarks.rivals.stopwatch import Stopwatch, Task


async def main(task: Task) -> None:
    """Until the stopwatch ends it."""
    prefix = task.topic.removesuffix("entry-voted")
    settings = VotingSettings(
        profile="demo", kafka=task.kafka, topic_prefix=prefix, tally_group=f"bench-{os.getpid()}", http_port=os.getpid()
    )
    counter = Counter(VOTE_PARTITIONS, KafkaLogAccess(settings, "bench-tally"))
    counts: dict[str, int] = {}
    watch, known = Stopwatch(task, counts), [0] * VOTE_PARTITIONS

    async def take(partition: int, offset: int, value: bytes) -> None:
        await counter.take(partition, offset, value)
        contest = counter.tallies[partition].contests[CONTEST]
        more, known[partition] = contest.counted - known[partition], contest.counted
        if watch.votes + more >= task.votes:
            counts.update(totals(counter))
        watch.counted(more)

    stream = FaustStream(settings, take)
    await stream.start()
    await stream.ended()


def totals(counter: Counter) -> dict[str, int]:
    """Votes by entry over all partitions."""
    parts = [tally.contests[CONTEST].counts for tally in counter.tallies if CONTEST in tally.contests]
    return {entry: sum(part.get(entry, 0) for part in parts) for entry in ChainMap(*parts)}


if __name__ == "__main__":
    asyncio.run(main(Task.given()))
