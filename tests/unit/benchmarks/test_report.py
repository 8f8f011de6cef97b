"""The document says of each figure what was asked and whether it is so; what was not measured is named."""

from pathlib import Path

from benchmarks.figures import Figure, Spread, Target, spread
from benchmarks.parts import Part, Plan
from benchmarks.report import document, number, shown
from benchmarks.results import Results

PART = Part(
    "a",
    "Accepting a vote",
    [
        Figure("accept ÷ a null route", Spread(0.7, 0.68, 0.74, 3), "×", Target("at least", 0.65)),
        Figure("p99", spread([31.0]), "ms", Target("at most", 25)),
        Figure("votes a second", spread([12345.6])),
    ],
    spots=["18% domain/receipts.py tree"],
)


def written(folder: Path, *parts: Part) -> str:
    results = Results(folder / "latest.json")
    for part in parts:
        results.add(part, Plan(0.5))
    results.save()
    document(Results.kept(folder / "latest.json"), folder / "benchmarks.md")
    return (folder / "benchmarks.md").read_text()


def test_figure_target_and_verdict_stand_in_one_line(tmp_path: Path) -> None:
    text = written(tmp_path, PART)

    assert "| a | accept ÷ a null route | 0.70 × (0.68–0.74) | at least 0.65 | met |" in text
    assert "| a | p99 | 31 ms | at most 25 | short |" in text
    assert "| votes a second | 12,346 |  |  |" in text
    assert "18% domain/receipts.py tree" in text
    assert "scale 0.5" in text


def test_a_part_without_figures_says_why(tmp_path: Path) -> None:
    lost = Part("b", "Counting", [], remarks=["Not measured: TimeoutError()"])

    assert "- Not measured: TimeoutError()" in written(tmp_path, PART, lost)


def test_a_part_measured_again_replaces_only_itself(tmp_path: Path) -> None:
    written(tmp_path, PART, Part("b", "Counting", [Figure("old", spread([1.0]))]))
    results = Results.kept(tmp_path / "latest.json")
    results.add(Part("b", "Counting", [Figure("new", spread([2.0]))]), Plan())
    results.save()

    kept = Results.kept(tmp_path / "latest.json")
    assert [kept.figure("a", "p99"), kept.figure("b", "new"), kept.figure("b", "old")] == [
        spread([31.0]), spread([2.0]), None,
    ]  # fmt: skip


def test_numbers_show_what_matters() -> None:
    assert [number(value) for value in (0.654, 12.345, 123.4, 1234567.8, 25)] == [
        "0.65", "12.3", "123", "1,234,568", "25",
    ]  # fmt: skip
    assert shown(Figure("x", spread([2.0, 1.0, 3.0]), "ms")) == "2 ms (1–3)"
