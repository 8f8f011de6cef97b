"""Our count as a start makes it: the log read by place from offset 0, without Faust, into the product's own fold."""

import asyncio

from contracts.topics import VOTE_PARTITIONS
from voting.adapters.log_access import KafkaLogAccess
from voting.handlers.counting import Counter
from voting.settings import VotingSettings

from benchmarks.rivals.ours_stream import totals
from benchmarks.rivals.stopwatch import Stopwatch, Task


async def main(task: Task) -> None:
    """Ends by the stopwatch; the connection to the broker is in its time."""
    settings = VotingSettings(profile="demo", kafka=task.kafka, topic_prefix=task.topic.removesuffix("entry-voted"))
    counter = Counter(VOTE_PARTITIONS, KafkaLogAccess(settings, "bench-rebuild"))
    counts: dict[str, int] = {}
    watch = Stopwatch(task, counts)
    watch.start()
    await counter.rebuild()
    counts.update(totals(counter))
    watch.counted(sum(one.counted for tally in counter.tallies for one in tally.contests.values()))


if __name__ == "__main__":
    asyncio.run(main(Task.given()))
