"""docs/benchmarks.md: every figure beside its target, with its spread, and where the time goes."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Target
from benchmarks.results import Measured, Results

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` (`ONLY=a,b` for some parts, `SCALE=0.1` for a tenth of the time); the same figures as JSON are
in `benchmarks/results/latest.json`. Absolute figures hold for the machine named below, on which load generator,
broker, store and the measured process share the cores. Ratios come from one run in which the two things were measured
in turn (A/B/A: each measurement of another is held against the mean of ours before and after it); the middle one of
all rounds is given, the least and the most in brackets. CPU seconds are user and system time of all threads of the
measured process, from `/proc/PID/stat`.
"""
METHODS = Path(__file__).parent / "methods"


def document(results: Results, path: Path = DOCUMENT) -> None:
    """Writes the document."""
    path.write_text("\n".join([HEAD, *_summary(results), *_parts(results)]) + "\n")


def _summary(results: Results) -> Iterator[str]:
    yield from ("## Targets", "", "| part | figure | measured | target | |", "|---|---|---|---|---|")
    for letter in sorted(results.parts):
        for figure in results.parts[letter].part.figures:
            if figure.target is not None:
                yield f"| {letter} | {figure.name} | {shown(figure)} | {wanted(figure.target)} | {figure.verdict} |"
    yield ""


def _parts(results: Results) -> Iterator[str]:
    for letter in sorted(results.parts):
        yield from _part(letter, results.parts[letter])


def _part(letter: str, measured: Measured) -> Iterator[str]:
    part, moment = measured.part, measured.moment
    yield from (f"## ({letter}) {part.title}", "")
    method = METHODS / f"{letter}.md"
    if method.exists():
        yield method.read_text()
    if part.figures:
        yield from ("| figure | measured | target | |", "|---|---|---|---|")
        yield from (f"| {one.name} | {shown(one)} | {wanted(one.target)} | {one.verdict} |" for one in part.figures)
        yield ""
    yield from (f"- {remark}" for remark in part.remarks)
    if part.spots:
        yield from ("", f"Where the CPU time of the measured process goes (samples): {'; '.join(part.spots)}.")
    versions = ", ".join(f"{name} {number}" for name, number in moment.versions.items())
    on = f"Measured {moment.at} at {moment.commit}, scale {measured.scale:g}, on {moment.machine}"
    yield from ("", f"{on}; {versions}.", "")


def shown(figure: Figure) -> str:
    """`0.71 × (0.68–0.74)`: the middle, and least and most where there were several."""
    spread = figure.spread
    middle = f"{number(spread.middle)} {figure.unit}".strip()
    return middle if spread.count == 1 else f"{middle} ({number(spread.least)}–{number(spread.most)})"


def number(value: float) -> str:
    """Three digits that matter, thousands apart."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def wanted(target: Target | None) -> str:
    """`at least 0.65`; nothing where nothing was asked."""
    return "" if target is None else f"{target.bound} {number(target.value)}"
