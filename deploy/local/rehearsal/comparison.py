"""The last steps: whoever reads the log alone must come to the same figures, and find a score that was changed."""

import asyncio
import copy
from collections.abc import Iterable
from typing import Any

from recheck.campaign import folded
from recheck.comparison import differences
from recheck.records import LOG, Told, from_kafka

from deploy.local.rehearsal.recompute import recount
from deploy.local.rehearsal.stage import Stage, Step, expect
from deploy.local.rehearsal.topic_reader import KafkaPlace


def compare(place: KafkaPlace) -> Step:
    """The funnel and the votes by the public topics at `place`: not over HTTP, as an auditor would."""

    async def step(stage: Stage) -> str:
        found = await asyncio.to_thread(recount, place, stage.campaign)
        ledger, lists = stage.ledger, stage.ledger.lists
        expect("contradictions on the log", found.faults(), [])
        expect("submitted on the log", len(found.submitted), stage.material.submitted)
        expect("duplicates on the log", len(found.duplicates), stage.material.duplicates)
        expect("finalists on the log", found.tier("finalist"), set(ledger.finalists))
        expect("nominees on the log", found.tier("nominee"), {*ledger.nominee_ids, *lists.nominee})
        expect("excellent on the log", found.tier("excellent"), {*lists.excellent, *lists.left})
        expect("winner on the log", found.tier("winner"), {ledger.winner})
        expect("votes on the log", found.counted, ledger.voters)
        expect("votes by entry on the log", dict(found.votes), ledger.votes | ledger.gone)
        expect("certificates on the log", found.certificates, sum(line["certificate"] for line in ledger.lines))
        return "; ".join(" ".join(line.split()) for line in found.lines())

    return step


def recheck(place: KafkaPlace) -> Step:
    """Each cut and each yuan by `zhengji-recheck`; one mark changed on the log is found."""

    async def step(stage: Stage) -> str:
        records = await asyncio.to_thread(lambda: list(from_kafka(place.bootstrap, place.prefix, stage.campaign)))
        expect("differences", _differences(records, stage.campaign), [])
        found = _differences(_with_a_mark_changed(records), stage.campaign)
        expect("a changed mark is found", bool(found), True)
        return f"{len(records)} records agree; one mark changed gives {len(found)} differences"

    return step


def _differences(records: Iterable[Told], campaign: str) -> list[str]:
    return differences(folded(records), campaign)


def _with_a_mark_changed(records: list[Told]) -> list[Told]:
    """The last ballot says one point less, or more, of its first entry."""
    place = max(number for number, (topic, value) in enumerate(records) if topic == LOG and _is_ballot(value))
    value = copy.deepcopy(records[place][1])
    verdict = next(sheet["verdict"] for sheet in value["sheets"] if "form" in sheet["verdict"])
    verdict["form"] = str(float(verdict["form"]) + (1 if float(verdict["form"]) < 50 else -1))
    return [*records[:place], (LOG, value), *records[place + 1 :]]


def _is_ballot(value: dict[str, Any]) -> bool:
    return value.get("what") == "scores-given"
