"""(d) How long a voter waits for his receipt when votes come at 80 % of what accept can take."""

from benchmarks.figures import Figure, Target, quantile, spread
from benchmarks.parts import Part, Plan
from benchmarks.peak import at_peak, run
from benchmarks.system import Ground

TITLE = "Waiting for a receipt"
PREFIX = "d-"
SHARE, SECONDS, ROUNDS, CONNECTIONS = 0.8, 8.0, 3, 1500


def measure(plan: Plan, ground: Ground) -> Part:
    """Three spells of a constant rate."""
    quantiles: dict[float, list[float]] = {0.5: [], 0.99: [], 0.999: []}
    lost, held, busy = 0, [], []
    with at_peak(plan, ground, PREFIX) as peak:
        rate = SHARE * peak.capacity
        for _ in range(plan.rounds(ROUNDS)):
            outcome = run(lambda: peak.votes(rate, plan.seconds(SECONDS), CONNECTIONS))
            latencies = [one.latency * 1000 for one in outcome.accepted()]
            lost += outcome.unanswered + len(outcome.answers) - len(latencies)
            held.append(quantile(outcome.held(), 0.99) * 1000)
            busy.append(outcome.busy)
            for share, values in quantiles.items():
                values.append(quantile(latencies, share))
            plan.say(", ".join(f"p{share * 100:g} {values[-1]:.1f} ms" for share, values in quantiles.items()))
    targets = {0.99: Target("at most", 25.0)}
    figures = [Figure("votes a second offered", spread([rate]))]
    figures += [
        Figure(f"acknowledgement p{share * 100:g}", spread(values), "ms", targets.get(share))
        for share, values in quantiles.items()
    ]
    figures += [
        Figure("of which before it was sent p99", spread(held), "ms"),
        Figure("cores that the sender used", spread(busy)),
    ]
    return Part("d", TITLE, figures, remarks=[f"Votes not acknowledged: {lost}."])
