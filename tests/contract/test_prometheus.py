"""Scraping and alerts are valid, fire when they should, and speak only of figures that exist. Each check can fail."""

import copy
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from voting.domain.tally import DUPLICATE, LATE
from voting.entrypoints.accept import PATH

from deploy.local.stack import ROOT
from tests.contract import figures

PROMETHEUS = ROOT / "deploy/prometheus"
TESTS = sorted(figures.RULES.glob("*.test.yml"))


def promtool(*arguments: str | Path, folder: Path = PROMETHEUS) -> tuple[int, str]:
    """Exit status and everything said. Without promtool the test fails: an unchecked alert is none."""
    program = shutil.which("promtool")
    assert program, "promtool is missing: apt-get install prometheus, or see https://prometheus.io/download"
    command = [program, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_configuration_and_the_rules_are_valid() -> None:
    status, said = promtool("check", "config", "prometheus.yml")
    assert status == 0, said


def test_every_rules_file_has_tests_and_they_pass() -> None:
    assert {path.name.removesuffix(".test.yml") for path in TESTS} == {
        path.name.removesuffix(".rules.yml") for path in figures.RULES.glob("*.rules.yml")
    }
    status, said = promtool("test", "rules", *TESTS)
    assert status == 0, said


def test_every_alert_is_seen_firing_by_a_test() -> None:
    tested = "".join(path.read_text(encoding="utf-8") for path in TESTS)
    assert [name for name in figures.alerts() if name not in tested] == []


@pytest.mark.parametrize(
    ("file", "was", "planted"),
    [
        ("vote.rules.yml", "picture_age_seconds) > 10", "picture_age_seconds) > 99"),
        ("log.rules.yml", "zhengji_log_halted) == 1", "zhengji_log_halted) == 2"),
        ("processes.rules.yml", "for: 30s", "for: 5m"),
    ],
)  # fmt: skip
def test_a_planted_wrong_threshold_fails_the_tests_of_the_rules(
    file: str, was: str, planted: str, tmp_path: Path
) -> None:
    copied = shutil.copytree(figures.RULES, tmp_path / "rules")
    text = (copied / file).read_text(encoding="utf-8")
    assert was in text
    (copied / file).write_text(text.replace(was, planted), encoding="utf-8")
    status, said = promtool("test", "rules", file.replace(".rules.", ".test."), folder=copied)
    assert status != 0
    assert "FAILED" in said


def configuration() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text(encoding="utf-8"))
    return found


def test_every_process_is_scraped_under_its_name() -> None:
    assert figures.unscraped(configuration()) == []


def test_a_forgotten_process_and_a_wrong_port_are_found() -> None:
    planted = copy.deepcopy(configuration())
    del planted["scrape_configs"][0]
    planted["scrape_configs"][0]["static_configs"] = [{"targets": ["intake-relay:8111"]}]
    assert figures.unscraped(planted) == [
        "intake-http: None instead of ['intake-http:8000']",
        "intake-relay: ['intake-relay:8111'] instead of ['intake-relay:8000']",
    ]


def test_a_missing_process_is_asked_for_by_name() -> None:
    asked = figures.asked_for("job", [figures.alerts()["ProcessMissing"]["expr"]])
    assert asked == {job["job_name"] for job in configuration()["scrape_configs"]}


def test_rules_speak_of_figures_that_exist() -> None:
    queries = [rule["expr"] for rule in figures.rules()]
    assert figures.strange_names(queries, figures.known()) == []
    assert figures.strange_groupings(queries, figures.known()) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sum(rate(zhengji_votes_total[5m])) > 0", "zhengji_votes_total: nobody exports it"),
        ("up == 0 or on () zhengji_dead_letters > 0", "zhengji_dead_letters: nobody exports it"),
        ('zhengji_log_halted{tpoic="x"} == 1', "zhengji_log_halted: no label tpoic"),
        ("rate(zhengji_voting_sheet_votes[5m])", "zhengji_voting_sheet_votes: nobody exports it"),
    ],
)
def test_a_planted_unknown_figure_is_found(query: str, found: str) -> None:
    assert figures.strange_names([query], figures.known()) == [found]


def test_a_planted_grouping_by_a_label_that_is_not_there_is_found() -> None:
    query = "sum by (job, contest) (zhengji_log_halted)"
    assert figures.strange_groupings([query], figures.known()) == [f"by contest: {query}"]


def test_the_reasons_that_the_rules_ask_for_are_the_tally_s() -> None:
    asked = figures.asked_for("reason", [rule["expr"] for rule in figures.rules()], "zhengji_voting_refused_votes")
    assert asked
    assert asked <= {DUPLICATE, LATE}


def test_the_vote_s_rules_mean_the_routes_that_take_votes() -> None:
    routes = figures.asked_for("route", [rule["expr"] for rule in figures.rules()])
    meant = {route for route in routes if "vote" in route}
    assert meant
    assert [pattern for pattern in meant if not re.fullmatch(pattern, PATH)] == []


@pytest.mark.parametrize("name", figures.alerts())
def test_an_alert_helps_who_gets_it(name: str) -> None:
    assert figures.unhelpful(name, figures.alerts()[name]) == []


def test_alerts_that_do_not_help_are_found() -> None:
    name, alert = next(iter(figures.alerts().items()))
    notes = alert["annotations"]
    planted = {
        "severity": alert | {"labels": {"severity": "urgent"}},
        "summary is not in two languages": alert | {"annotations": notes | {"summary": "only English / here"}},
        "description is not in two languages": alert | {"annotations": notes | {"description": "只有中文"}},
        "no runbook tells of it": alert | {"annotations": notes | {"runbook": "docs/runbooks/none.md"}},
    }
    assert {fault: figures.unhelpful(name, broken) for fault, broken in planted.items()} == {
        fault: [f"{name}: {fault}"] for fault in planted
    }
    assert figures.unhelpful("Unheard", alert) == ["Unheard: no runbook tells of it"]
