"""The last step: a consumer of the public topics alone must come to the same figures."""

import asyncio

from deploy.local.rehearsal.recompute import recount
from deploy.local.rehearsal.stage import Stage, Step, expect
from deploy.local.rehearsal.steps.notices import CERTIFICATES
from deploy.local.rehearsal.topic_reader import KafkaPlace


def compare(place: KafkaPlace) -> Step:
    """The step, reading the log at `place`. The one thing in a rehearsal that is not HTTP."""

    async def step(stage: Stage) -> str:
        found = await asyncio.to_thread(recount, place, stage.campaign)
        ledger = stage.ledger
        expect("contradictions on the log", found.faults(), [])
        expect("submitted on the log", len(found.submitted), stage.material.submitted)
        expect("duplicates on the log", len(found.duplicates), stage.material.duplicates)
        expect("finalists on the log", found.tier("finalist"), set(ledger.finalists))
        expect("nominees on the log", found.tier("nominee"), {row["entry_id"] for row in ledger.nominees})
        expect("excellent on the log", found.tier("excellent"), set(ledger.excellent))
        expect("winner on the log", found.tier("winner"), {ledger.winner})
        expect("votes on the log", found.counted, ledger.voters)
        expect("votes by entry on the log", dict(found.votes), ledger.votes)
        expect("certificates on the log", found.certificates, CERTIFICATES)
        return "; ".join(" ".join(line.split()) for line in found.lines())

    return step
