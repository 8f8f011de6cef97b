"""`python -m voting.entrypoints.recount CONTEST`: counts the log again, by other means than the tally, and compares."""

import asyncio
import sys
from collections.abc import Sequence

from contracts import ContestClosed
from contracts.topics import VOTE_PARTITIONS
from plumbing.event_log import Follower
from plumbing.settings import load_settings

from voting.adapters.log_access import KafkaLogAccess
from voting.domain.recount import PartitionRecount, recounted
from voting.handlers.recounting import differences
from voting.handlers.sheets import decode
from voting.handlers.terms import RESULT_TOPIC, learn_result
from voting.settings import VotingSettings


async def recount(settings: VotingSettings, contest_id: str) -> tuple[ContestClosed | None, list[str]]:
    """The certified result, and where the log says something else."""
    results: dict[str, ContestClosed] = {}
    follower: Follower[None] = Follower(
        settings, [RESULT_TOPIC], lambda record: learn_result(results, record), "voting-recount"
    )
    log = KafkaLogAccess(settings, "voting-recount")
    try:
        await follower.start()
        certified = results.get(contest_id)
        if certified is None:
            return None, []
        found = [await _partition(log, contest_id, number) for number in range(VOTE_PARTITIONS)]
        return certified, differences(certified, found)
    finally:
        await follower.close()
        await log.close()


async def _partition(log: KafkaLogAccess, contest_id: str, partition: int) -> PartitionRecount | None:
    end = (await log.ends())[partition]
    lines = [line async for chunk in log.lines(partition, 0, end) for line in chunk]
    return recounted(contest_id, ((offset, value, decode(value)) for offset, value in lines))


def main(arguments: Sequence[str]) -> int:
    """0 when both counts agree bit for bit, 1 when they do not, 2 when there is nothing to compare."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m voting.entrypoints.recount CONTEST\n")
        return 2
    certified, faults = asyncio.run(recount(load_settings(VotingSettings), arguments[0]))
    if certified is None:
        sys.stderr.write("no certified result of this contest\n")
        return 2
    sys.stdout.write(f"{certified.counted} counted, {certified.refused} refused: {faults or 'agrees bit for bit'}\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
