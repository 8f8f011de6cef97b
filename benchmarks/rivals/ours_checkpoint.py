"""Our count as a start makes it with checkpoints: made here from the whole log first, outside of the time."""

import asyncio
import sys

from contracts.topics import VOTE_PARTITIONS
from voting.adapters.checkpoint_shelf import ValkeyCheckpoints
from voting.adapters.log_access import KafkaLogAccess
from voting.handlers.checkpoints import Checkpoints
from voting.handlers.counting import Counter
from voting.settings import VotingSettings

from benchmarks.rivals.ours_stream import totals
from benchmarks.rivals.stopwatch import Stopwatch, Task


async def main(task: Task, valkey: str) -> None:
    """Ends by the stopwatch."""
    prefix = task.topic.removesuffix("entry-voted")
    settings = VotingSettings(profile="demo", kafka=task.kafka, valkey=valkey, topic_prefix=prefix)
    log = KafkaLogAccess(settings, "bench-checkpoint")
    checkpoints = Checkpoints(ValkeyCheckpoints(settings), log, b"bench" * 4, lambda _outcome: None)
    whole = Counter(VOTE_PARTITIONS, log)
    await whole.rebuild()
    await checkpoints.keep(whole.tallies)
    del whole
    counts: dict[str, int] = {}
    watch, again = Stopwatch(task, counts), Counter(VOTE_PARTITIONS, log)
    watch.start()
    await again.rebuild(checkpoints.restored)
    counts.update(totals(again))
    watch.counted(sum(one.counted for tally in again.tallies for one in tally.contests.values()))


if __name__ == "__main__":
    asyncio.run(main(Task.given(), sys.argv[5]))
