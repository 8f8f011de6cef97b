"""One run: a contest of its own, voters, a fault, rest, and the comparison of everything with everything."""

import asyncio
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from contracts import ContestOpened, Event
from contracts.contest import Candidate
from plumbing.broker import build_producer, send_record
from plumbing.records import Outgoing
from plumbing.settings import ProcessSettings
from recount.wording import told

from tests.faults.harness import verdict
from tests.faults.harness.board_watch import BoardWatch, Look, delays
from tests.faults.harness.control import control_count
from tests.faults.harness.crowd import ENTRIES, Crowd, voters_of
from tests.faults.harness.faults import DO, Scene, doors_of
from tests.faults.harness.ground import Ground, NotReadyError
from tests.faults.harness.inspection import Rest, alarms, wrong_receipts
from tests.faults.harness.log_copy import LogCopy
from tests.faults.harness.plan import Plan

DRAIN_SECONDS = 60.0
BACK = 20
"""So many acknowledgements after a fault say that votes are taken again."""


@dataclass(slots=True)
class Outcome:
    """What came of a run; times in seconds. `wrong` is empty when everything agrees."""

    plan: Plan
    wrong: list[str] = field(default_factory=list)
    voters: int = 0
    acknowledged: int = 0
    unknown: int = 0
    lost: int = 0
    doubled: int = 0
    gap: float = 0.0
    resumed: float | None = None
    board: list[float] = field(default_factory=list)
    """How late votes came onto the board: half of them, 99 of 100, the last one."""
    ended: dict[str, int] = field(default_factory=dict)
    control: dict[str, int] | None = None
    seconds: float = 0.0

    def line(self) -> dict[str, Any]:
        """As the log of runs has it."""
        said = asdict(self)
        return {"seed": self.plan.seed, "fault": self.plan.fault, "rate": self.plan.rate, **said}


async def one_run(ground: Ground, copy: LogCopy, plan: Plan) -> Outcome:
    """Never raises for what the system under test does: that is in `wrong`."""
    outcome, started = Outcome(plan), time.monotonic()
    ends = ground.ends()
    try:
        await _play(ground, copy, plan, outcome)
    except (NotReadyError, TimeoutError, aiohttp.ClientError, OSError) as error:
        outcome.wrong.append(f"{type(error).__name__}: {error}")
    outcome.ended = {name: times - ends.get(name, 0) for name, times in ground.ends().items()}
    outcome.seconds = round(time.monotonic() - started, 2)
    return outcome


async def _play(ground: Ground, copy: LogCopy, plan: Plan, outcome: Outcome) -> None:
    contest_id = plan.contest_id
    await asyncio.to_thread(_announce, ground.settings, contest_id)
    await ground.know(contest_id)
    async with aiohttp.ClientSession(trust_env=False, connector=aiohttp.TCPConnector(limit=0)) as client:
        votes = [f"{door}/api/v1/contests/{contest_id}/votes" for door in doors_of(ground, plan.fault)]
        crowd = Crowd(plan, votes, voters_of(plan, contest_id), client)
        doors = [one.url for one in ground.accepts] if plan.fault.endswith("-of-two") else [ground.accepts[0].url]
        watch = BoardWatch([f"{door}/api/v1/contests/{contest_id}/standings" for door in doors], client)
        watching = asyncio.create_task(watch.run())
        try:
            scene = await _load(Scene(ground, plan, crowd))
            rest = await Rest(ground, copy, contest_id).reached()
            await _past_the_end(watch, rest)
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
    _figures(outcome, scene, watch)
    await _compare(outcome, scene, rest)


async def _load(scene: Scene) -> Scene:
    """The voters come, the fault happens among them, and all of them get to know."""
    arriving = asyncio.create_task(scene.crowd.arrive())
    try:
        await asyncio.sleep(scene.plan.before)
        scene.began = scene.now()
        await DO[scene.plan.fault](scene)
        await scene.crowd.more(BACK, DRAIN_SECONDS)
        await asyncio.sleep(scene.plan.after)
    finally:
        arriving.cancel()
        with suppress(asyncio.CancelledError):
            await arriving
        await scene.crowd.drained(DRAIN_SECONDS)
    return scene


async def _past_the_end(watch: BoardWatch, rest: Rest) -> None:
    """The watch has seen what the board says at rest."""
    async with asyncio.timeout(DRAIN_SECONDS):
        for url in watch.urls:
            while not _covers(await watch.look(url), rest):
                pass


def _covers(seen: Look | None, rest: Rest) -> bool:
    return seen is not None and list(seen.covers) == [end - 1 for end in rest.ends]


def _figures(outcome: Outcome, scene: Scene, watch: BoardWatch) -> None:
    crowd = scene.crowd
    places = [_place(voter.told[0].no) for voter in crowd.came if voter.told]
    moments = [voter.told[0].at for voter in crowd.came if voter.told]
    late = sorted(delays(watch.looks, [(at, *place) for at, place in zip(moments, places, strict=True)]))
    outcome.voters, outcome.acknowledged, outcome.unknown = len(crowd.came), len(moments), crowd.unknown
    outcome.gap = round(verdict.longest_gap(moments, scene.began), 3)
    resumed = verdict.resumed(moments, scene.opened)
    outcome.resumed = None if resumed is None else round(resumed, 3)
    outcome.board = [round(late[int(share * (len(late) - 1))], 3) for share in (0.5, 0.99, 1.0)]


def _place(number: str) -> tuple[int, int]:
    partition, offset, *_ = number.split("-")
    return int(partition), int(offset)


async def _compare(outcome: Outcome, scene: Scene, rest: Rest) -> None:
    crowd = scene.crowd
    recount, ballots = await asyncio.to_thread(rest.copy.recounted, rest.contest_id, rest.heads)
    counted = list(verdict.first_by_vote_id(ballots).values())
    right = verdict.truth(crowd.came)
    shown, sets = verdict.difference(right, rest.board), verdict.by_sets(crowd.came, counted)
    outcome.lost, outcome.doubled = max(shown.lost, sets.lost), max(shown.doubled, sets.doubled)
    outcome.wrong += verdict.wrong_votes(crowd.came, counted)
    outcome.wrong += [told(one) for one in recount.differences]
    again = {entry: recount.votes[entry] for entry in ENTRIES}
    if rest.board != again:
        outcome.wrong.append(f"the board shows {rest.board}, the recount gives {again}")
    outcome.wrong += verdict.some([f"a voter was answered {one}" for one in crowd.strange])
    outcome.wrong += await wrong_receipts(scene.ground, rest.contest_id, crowd.came)
    outcome.wrong += await alarms(scene.ground)
    if scene.ground.control is not None:
        found = verdict.difference(right, await control_count(scene.ground.settings, rest.contest_id, rest.ends))
        outcome.control = asdict(found)


def _announce(settings: ProcessSettings, contest_id: str) -> None:
    """As review would."""
    now = datetime.now(UTC)
    data = ContestOpened(
        campaign_id="faults", contest_id=contest_id, revision=1, title="示例投票", opens_at=now - timedelta(minutes=1),
        closes_at=now + timedelta(hours=2), choices_min=1, choices_max=1,
        entries=tuple(Candidate(entry_id=entry, phrase=f"示例作品{entry[1:]}") for entry in ENTRIES),
    )  # fmt: skip
    event = Event[ContestOpened].of(data, id=f"{contest_id}-1", time=now)
    producer = build_producer(settings, "faults-announce", max_block_ms=20_000)
    outgoing = Outgoing("contest-opened", "faults", event.to_bytes())
    send_record(producer, settings.topic_prefix, outgoing).get(timeout=20)
    producer.close(2.0)
