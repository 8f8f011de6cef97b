"""(e) What becomes of votes that come three times as fast as accept can take them."""

from benchmarks.figures import Figure, Target, quantile, spread
from benchmarks.open_loop import Outcome
from benchmarks.parts import Part, Plan
from benchmarks.peak import Peak, at_peak, run
from benchmarks.system import Ground

TITLE = "Three times too many"
PREFIX = "e-"
TIMES, SECONDS, ROUNDS, CONNECTIONS = 3.0, 6.0, 2, 6000


def measure(plan: Plan, ground: Ground) -> Part:
    """Spells of a constant rate that is too high."""
    with at_peak(plan, ground, PREFIX) as peak:
        outcomes = [_spell(plan, peak) for _ in range(plan.rounds(ROUNDS))]
    goodput = [one.goodput() / peak.capacity for one in outcomes]
    waits = [quantile([answer.latency * 1000 for answer in one.accepted()], 0.99) for one in outcomes]
    figures = [
        Figure("votes a second offered", spread([TIMES * peak.capacity])),
        Figure("goodput ÷ capacity", spread(goodput), "×", Target("at least", 0.9)),
        Figure("accepted p99", spread(waits), "ms", Target("at most", 500.0)),
        Figure("cores that the sender used", spread([one.busy for one in outcomes])),
        Figure("answered 503", spread([_share(one, 503) for one in outcomes]), "%"),
        Figure("neither 202 nor 503", spread([100 - _share(one, 202) - _share(one, 503) for one in outcomes]), "%",
               Target("at most", 0.0)),
    ]  # fmt: skip
    return Part("e", TITLE, figures)


def _spell(plan: Plan, peak: Peak) -> Outcome:
    outcome = run(lambda: peak.votes(TIMES * peak.capacity, plan.seconds(SECONDS), CONNECTIONS))
    plan.say(f"{outcome.goodput():.0f} receipts a second, {outcome.unanswered} without an answer")
    return outcome


def _share(outcome: Outcome, status: int) -> float:
    found = sum(one.status == status for one in outcome.answers)
    return 100 * found / (len(outcome.answers) + outcome.unanswered)
