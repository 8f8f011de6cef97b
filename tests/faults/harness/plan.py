"""What a run does: a function of its seed and its fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

FAULTS: dict[str, str] = {
    "accept-killed": "kill -9 of the only accept process",
    "accept-killed-of-two": "kill -9 of one of two accept processes",
    "tally-killed": "kill -9 of the only tally process",
    "tally-killed-of-twins": "kill -9 of one of two tallies of twin groups",
    "tally-paused": "SIGSTOP of the tally for longer than its session of 6 s",
    "rebalance": "a second tally joins the group and leaves it, twice",
    "valkey-killed": "kill -9 of Valkey, which keeps nothing on disk",
    "flush-all": "FLUSHALL, several times",
    "broker-killed": "kill -9 of the broker",
    "broker-stopped": "the broker is told to stop, stays away, and comes back",
    "broker-away": "the same, for longer than a request waits for its answer (12 s)",
    "broker-paused": "SIGSTOP of the broker for short spells, as by a disk that does not answer",
    "broker-slow": "every answer of the broker to accept comes late (a proxy holds it back), as from a slow disk",
    "broker-answer-cut": "the connection to the broker is cut after a produce and before its answer",
    "answer-cut": "the voter's connection is cut after his vote is taken and before the answer",
}
CONTROL_FAULTS = ("tally-killed", "rebalance", "flush-all", "valkey-killed")
"""The faults that must show a control to be wrong; played with one unless others are asked for."""
_SPELL: dict[str, tuple[float, float]] = {
    "tally-paused": (6.5, 8.0), "broker-away": (12.5, 15.0),
    "broker-stopped": (0.3, 2.5), "broker-paused": (0.2, 1.5), "broker-slow": (0.05, 0.4),
    "rebalance": (0.3, 1.0), "flush-all": (0.1, 0.6), "broker-answer-cut": (0.1, 0.5), "answer-cut": (0.05, 0.3),
}  # fmt: skip
_TIMES: dict[str, tuple[int, int]] = {
    "flush-all": (1, 3), "broker-paused": (1, 3), "broker-answer-cut": (2, 5), "answer-cut": (5, 12),
}  # fmt: skip
_AWAY = ("broker-killed", "broker-stopped", "broker-away")
"""Under these every voter waits for seconds and asks again: fewer of them keep the machine from being the fault."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Times in seconds. `spell` and `times` are how long and how often, as the fault has it."""

    seed: int
    fault: str
    rate: int
    """Voters that come a second, whatever becomes of those before."""
    before: float
    after: float
    spell: float
    times: int
    patience: float
    """How long a voter waits for an answer before he asks again."""
    doubles: float
    """The share of voters who press the button twice."""

    @property
    def contest_id(self) -> str:
        """The contest of its own."""
        return f"{self.fault}-{self.seed}"


def plan_of(seed: int, fault: str) -> Plan:
    """The run of a seed."""
    chance = Random(f"{fault} {seed}")
    return Plan(
        seed=seed,
        fault=fault,
        rate=chance.randint(*((60, 120) if fault in _AWAY else (150, 350))),
        before=chance.uniform(0.4, 0.8),
        after=chance.uniform(0.3, 0.7),
        spell=chance.uniform(*_SPELL.get(fault, (0.0, 0.0))),
        times=chance.randint(*_TIMES.get(fault, (1, 1))),
        patience=chance.uniform(1.0, 4.0),
        doubles=chance.choice((0.0, 0.02, 0.1)),
    )


def schedule(first: int, runs: int, faults: Sequence[str]) -> list[Plan]:
    """The runs of as many seeds from `first` on; the seed says which of the faults it is."""
    return [plan_of(seed, faults[seed % len(faults)]) for seed in range(first, first + runs)]


def has_twins(plan: Plan) -> bool:
    """Whether a tally of a second group counts beside the first."""
    return plan.fault == "tally-killed-of-twins"


def in_rounds(plans: Sequence[Plan], size: int) -> list[Plan]:
    """The same runs, those with twins at the end of every round: the twin is started once a round."""
    rounds = [sorted(plans[start : start + size], key=has_twins) for start in range(0, len(plans), size)]
    return [plan for one in rounds for plan in one]
