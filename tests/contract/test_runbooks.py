"""The runbooks name alerts, processes, ports, modules and pages that there are. Each check can fail."""

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from deploy.local.stack import PROCESSES, ROOT, Stack
from tests.contract import figures

RUNBOOKS = ROOT / "docs/runbooks"
PAGES = sorted(path for path in RUNBOOKS.glob("*.md") if path.name != "README.md")
SERVERS = {"kafka", "valkey", "caddy"}
NAMES = {one.name for one in PROCESSES} | SERVERS
PORTS = {8100 + one.offset: one.name for one in PROCESSES}
SECTIONS = ("**一句话：**", "**In short:**", "## What is lost", "## Look", "## Do")

_LINK = re.compile(r"\]\(([^)#]+)\)")
_ALERT = re.compile(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`")
_NAMED: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("process", r"deployment/([a-z-]+)", NAMES.__contains__),
    ("process", r"docker compose (?:exec|logs --tail \d+|restart|stop|start) ([a-z-]+)", NAMES.__contains__),
    ("process", r"\.data/demo/logs/([a-z-]+)\.log", NAMES.__contains__),
    ("listener at", r"localhost:(\d+)", lambda port: int(port) in PORTS),
    ("module", r"python -m ([a-z_.]+)", lambda name: find_spec(name) is not None),
    ("page", _LINK.pattern, lambda link: (RUNBOOKS / link).is_file()),
)
"""What a command or a sentence may name, how it is found, and whether it is there."""
_SUPERVISED = re.compile(r"supervisor\.sock (?:start|stop|restart|status) ?((?:[a-z]+(?:-[a-z]+)? ?)*)")


def strange_words(text: str, alerts: set[str]) -> list[str]:
    """Everything that is named and not there."""
    words = {(kind, word): is_there for kind, pattern, is_there in _NAMED for word in re.findall(pattern, text)}
    words |= {("process", name): NAMES.__contains__ for names in _SUPERVISED.findall(text) for name in names.split()}
    words |= {("alert", name): alerts.__contains__ for name in _ALERT.findall(_first_lines(text))}
    return [f"no {kind} {word}" for (kind, word), is_there in words.items() if not is_there(word)]


def _first_lines(text: str) -> str:
    """What stands before the sections: there, names in capitals are alerts."""
    return text.partition("## ")[0]


@pytest.mark.parametrize("path", [*PAGES, RUNBOOKS / "README.md"], ids=lambda path: path.name)
def test_a_runbook_names_what_there_is(path: Path) -> None:
    assert strange_words(path.read_text(encoding="utf-8"), set(figures.alerts())) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_runbook_has_every_section_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    places = [text.find(section) for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)


def test_the_index_has_every_page_and_every_alert() -> None:
    index = _first_lines((RUNBOOKS / "README.md").read_text(encoding="utf-8"))
    assert {link for link in _LINK.findall(index) if link.endswith(".md")} == {path.name for path in PAGES}
    assert set(_ALERT.findall(index)) == set(figures.alerts())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kubectl rollout restart deployment/voting-tally", "no process voting-tally"),
        ("$PWD/.data/demo/supervisor.sock restart valkey voting-counter", "no process voting-counter"),
        ("docker compose logs --tail 100 votes", "no process votes"),
        ("tail .data/demo/logs/broker.log", "no process broker"),
        ("curl -s localhost:8199/readyz", "no listener at 8199"),
        ("python -m voting.entrypoints.recounting", "no module voting.entrypoints.recounting"),
        ("see [there](elsewhere.md)", "no page elsewhere.md"),
        ("`BoardFrozen`", "no alert BoardFrozen"),
    ],
)  # fmt: skip
def test_a_planted_strange_word_is_found(text: str, found: str) -> None:
    assert strange_words(text, set(figures.alerts())) == [found]


def test_the_local_ports_are_those_of_the_demo() -> None:
    stack = Stack.of({})
    assert {stack.port(one): one.name for one in PROCESSES} == PORTS
    text = (RUNBOOKS / "README.md").read_text(encoding="utf-8")
    assert all(f"{name} {port}" in text for port, name in PORTS.items())
