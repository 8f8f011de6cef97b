"""(a) Acknowledged votes per CPU second of the accept process, beside null routes and the naive way."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from contracts.topics import VOTE_PARTITIONS
from plumbing.broker import TopicSpec, ensure_topics
from voting.handlers.sheets import VOTES_TOPIC

from benchmarks import wrk
from benchmarks.ballots import PATH, Voters
from benchmarks.figures import Figure, Spread, Target, alternated, spread
from benchmarks.parts import Part, Plan
from benchmarks.profile import hot_spots
from benchmarks.system import Ground, Server, ends, open_contest

TITLE = "Accepting a vote"
PREFIX = "a-"
CONNECTIONS = 512
ROUNDS = 3
SECONDS = 5.0
VOTERS_PER_SECOND = 30_000
"""Tokens made ahead: more than any server here takes."""
RIVALS = {
    "benchmarks.rivals.null_asgi": ("a null route in plain ASGI", Target("at least", 0.65)),
    "benchmarks.rivals.null_fastapi": ("a null FastAPI route", Target("at least", 1.0)),
    "benchmarks.rivals.naive": ("FastAPI + aiokafka, one record a vote", Target("at least", 2.0)),
    "benchmarks.rivals.house_null": ("a null route within our own middleware", None),
}
OURS = "voting.entrypoints.http"
PER_CPU, SHEET = "accept: votes per CPU second", "accept: votes on a sheet"
"""What other parts go by."""


class RefusedError(RuntimeError):
    """A server refused votes of good voters, so its figure would say nothing."""


@dataclass(slots=True)
class Spells:
    """The spells of load: votes per CPU second, votes a second, CPU share and median latency by server."""

    plan: Plan
    ground: Ground
    servers: dict[str, Server]
    voters: Voters = field(default_factory=Voters)
    per_cpu: dict[str, list[float]] = field(default_factory=dict)
    per_second: dict[str, list[float]] = field(default_factory=dict)
    votes: int = 0
    """All that accept has acknowledged."""

    def forget(self) -> None:
        """What came before was only to get warm."""
        self.per_cpu.clear()
        self.per_second.clear()

    def spell(self, name: str, seconds: float) -> float:
        """Some seconds of load; the votes per CPU second, which are also kept."""
        tokens = self.voters.write(self.ground.folder / "tokens", int(VOTERS_PER_SECOND * (seconds + 0.5)))
        server = self.servers[name]
        meter = server.meter
        found = wrk.run(wrk.Load(server.port, PATH, tokens, CONNECTIONS, seconds))
        cpu, _ = meter.read()
        if found.refused or not found.fine:
            raise RefusedError(f"{name}: {found.refused} of {found.fine + found.refused} were not acknowledged")
        self.votes += found.fine if name == OURS else 0
        self.per_cpu.setdefault(name, []).append(found.fine / cpu)
        self.per_second.setdefault(name, []).append(found.fine / found.seconds)
        self.plan.say(
            f"{name.rpartition('.')[2]:13} {found.fine / cpu:8.0f} a CPU second, {found.fine / found.seconds:8.0f} "
            f"a second, p50 {found.latency.get(50, 0) * 1000:.0f} ms"
        )
        return found.fine / cpu


def measure(plan: Plan, ground: Ground) -> Part:
    """Ours, a rival, ours, the next rival, … so that each rival stands between two of ours."""
    with _servers(ground) as servers:
        spells = Spells(plan, ground, servers)
        for name in servers:
            spells.spell(name, 1.0)
        spells.forget()
        seconds = plan.seconds(SECONDS)
        ratios = alternated(lambda name: spells.spell(name, seconds), OURS, list(RIVALS), plan.rounds(ROUNDS))
        spots = hot_spots(servers[OURS].pid, lambda: spells.spell(OURS, seconds)) if plan.profiling else []
        records = sum(ends(ground.settings(PREFIX), VOTES_TOPIC))
    return Part("a", TITLE, _figures(spells, ratios, records), spots)


def _figures(spells: Spells, ratios: dict[str, Spread], records: int) -> list[Figure]:
    figures = [
        Figure(PER_CPU, spread(spells.per_cpu[OURS])),
        Figure("accept: votes a second (one process, 512 connections)", spread(spells.per_second[OURS])),
        Figure(SHEET, spread([spells.votes / records])),
    ]
    for name, (said, target) in RIVALS.items():
        figures.append(Figure(f"{said}: requests per CPU second", spread(spells.per_cpu[name])))
        figures.append(Figure(f"accept ÷ {said}", ratios[name], "×", target))
    return figures


@contextmanager
def _servers(ground: Ground) -> Iterator[dict[str, Server]]:
    settings = ground.settings(PREFIX)
    ensure_topics(settings, [TopicSpec("naive-votes", VOTE_PARTITIONS, compacted=False)])
    with ExitStack() as stack:
        servers = {name: stack.enter_context(ground.serving(name, PREFIX)) for name in [OURS, *RIVALS]}
        open_contest(settings, servers[OURS])
        yield servers
