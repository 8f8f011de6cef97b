"""`make bench`: measures, writes benchmarks/results/latest.json and docs/benchmarks.md."""

import argparse
import traceback

from benchmarks import (
    part_accept,
    part_board,
    part_latency,
    part_overload,
    part_pages,
    part_readers,
    part_rebuild,
    part_scale,
    part_sheets,
    part_tally,
)
from benchmarks.parts import Part, Plan
from benchmarks.report import document
from benchmarks.results import Results
from benchmarks.system import ground
from benchmarks.wrk import ensure_wrk
from deploy.local.servers import end_on_signals

PARTS = {
    "a": part_accept, "b": part_tally, "c": part_rebuild, "d": part_latency, "e": part_overload, "f": part_board,
    "g": part_readers, "h": part_scale, "i": part_sheets, "j": part_pages,
}  # fmt: skip


def main() -> int:
    """Exit status 1 when a part could not be measured; the others are written all the same."""
    given = _arguments()
    results, failed = Results.kept(), []
    plan = Plan(given.scale, not given.no_profile, results.figure)
    ensure_wrk()
    end_on_signals()
    with ground() as here:
        for letter in given.only or PARTS:
            plan.say(f"({letter}) {PARTS[letter].TITLE}")
            try:
                results.add(PARTS[letter].measure(plan, here), plan)
            except Exception as error:  # noqa: BLE001 - said in the document; the other parts are measured
                traceback.print_exc()
                failed.append(letter)
                results.add(Part(letter, PARTS[letter].TITLE, [], remarks=[f"Not measured: {error!r}"]), plan)
            results.save()
            document(results)
    plan.say("docs/benchmarks.md is written")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", type=_letters, default=[], help="letters of parts: a,b")
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 takes about a tenth of the time")
    parser.add_argument("--no-profile", action="store_true", help="do not sample where the time goes")
    return parser.parse_args()


def _letters(text: str) -> list[str]:
    letters = [one.strip() for one in text.split(",") if one.strip()]
    if strange := [one for one in letters if one not in PARTS]:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(strange)}; there are {', '.join(PARTS)}")
    return letters


if __name__ == "__main__":
    raise SystemExit(main())
