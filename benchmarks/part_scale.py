"""(h) Two accept and two tally processes beside one of each: whether the count is exact, and what they take."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx2

from benchmarks import wrk
from benchmarks.ballots import CONTEST, PATH, Voters
from benchmarks.figures import Figure, Target, alternated, spread
from benchmarks.parts import Part, Plan
from benchmarks.peak import MOST_PER_SECOND
from benchmarks.system import Ground, Server, open_contest, until

TITLE = "Two of each"
WAYS = {"one": 1, "two": 2}
ROUNDS, SECONDS = 3, 5.0
SENDERS, CONNECTIONS = 2, 256
"""Two wrk of 256 connections whichever way is measured: two for one process, or one for each of two."""
_ACCEPTED = re.compile(r"^zhengji_voting_accepted_votes_total (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class House:
    """The accept processes that share a log; as many tallies share their partitions."""

    accepts: Sequence[Server]

    @property
    def acknowledged(self) -> int:
        """Votes that the broker has acknowledged to any of them, every one of another voter."""
        return sum(_acknowledged(one) for one in self.accepts)

    @property
    def counted(self) -> list[int]:
        """Votes on the board, by each process's own answer."""
        boards = [_get(f"{one.url}/api/v1/contests/{CONTEST}/standings") for one in self.accepts]
        return [board.json()["counted"] or 0 for board in boards]

    def differences(self) -> list[int]:
        """What each board says beyond what was acknowledged, once they agree or half a minute has gone."""
        try:
            until(lambda: set(self.counted) == {self.acknowledged}, 30.0)
        except TimeoutError:
            return [one - self.acknowledged for one in self.counted]
        return [0 for _ in self.accepts]


def measure(plan: Plan, ground: Ground) -> Part:
    """Both ways in turn, on logs of their own."""
    voters, rates = Voters(), dict[str, list[float]]((name, []) for name in WAYS)
    with ExitStack() as stack:
        houses = {
            name: stack.enter_context(_house(ground, f"h-{name}-", amount, plan)) for name, amount in WAYS.items()
        }

        def spell(name: str) -> float:
            rates[name].append(_rate(ground, houses[name], voters, plan.seconds(SECONDS)))
            plan.say(f"{name:4} of each: {rates[name][-1]:.0f} votes a second")
            return rates[name][-1]

        for name in WAYS:  # to get warm
            _rate(ground, houses[name], voters, 1.0)
        ratio = alternated(spell, "two", ["one"], plan.rounds(ROUNDS))["one"]
        wrong = {name: house.differences() for name, house in houses.items()}
        votes = houses["two"].acknowledged
    figures = [Figure(f"{name} of each: votes a second", spread(rates[name])) for name in WAYS]
    figures += [
        Figure("two of each ÷ one of each", ratio, "×", Target("at least", 1.0)),
        Figure("two of each: votes acknowledged", spread([votes])),
        Figure("boards that differ from the acknowledged votes", spread([sum(map(_differs, wrong.values()))]), "",
               Target("at most", 0.0)),
    ]  # fmt: skip
    return Part("h", TITLE, figures, remarks=[f"Counted beyond acknowledged, by board: {wrong}."])


@contextmanager
def _house(ground: Ground, prefix: str, amount: int, plan: Plan) -> Iterator[House]:
    with ExitStack() as stack:
        for _ in range(amount):
            stack.enter_context(ground.serving("voting.entrypoints.stream", prefix))
        accepts = [stack.enter_context(ground.serving("voting.entrypoints.http", prefix)) for _ in range(amount)]
        open_contest(ground.settings(prefix), accepts[0])
        for one in accepts:
            until(lambda url=one.url: _get(f"{url}/api/v1/contests/{CONTEST}/standings").status_code == 200)  # type: ignore[misc]
        plan.say(f"{amount} of each are ready")
        yield House(accepts)


def _rate(ground: Ground, house: House, voters: Voters, seconds: float) -> float:
    tokens = int(MOST_PER_SECOND * (seconds + 0.5) / SENDERS)
    loads = [
        wrk.Load(
            house.accepts[number % len(house.accepts)].port, PATH,
            voters.write(ground.folder / f"tokens-{number}", tokens), CONNECTIONS, seconds,
        )
        for number in range(SENDERS)
    ]  # fmt: skip
    with ThreadPoolExecutor(SENDERS) as threads:
        return sum(one.fine / one.seconds for one in threads.map(wrk.run, loads))


def _acknowledged(server: Server) -> int:
    found = _ACCEPTED.search(_get(f"{server.url}/metrics").text)
    return int(float(found[1])) if found else 0


def _differs(differences: Sequence[int]) -> int:
    return sum(one != 0 for one in differences)


def _get(url: str) -> httpx2.Response:
    return httpx2.get(url, trust_env=False, timeout=10)
