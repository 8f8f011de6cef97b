"""The import rules of .importlinter hold, and each of them can fail."""

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGES, ROOT, SERVICES


def lint(config: Path, folders: list[Path]) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", str(config), "--no-cache"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))},
        cwd=config.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def copy_house(target: Path) -> list[Path]:
    """A copy of every package that a defect can be planted in."""
    folders = []
    for kind, names in (("packages", PACKAGES), ("services", SERVICES)):
        for name in names:
            shutil.copytree(ROOT / kind / name / "src" / name, target / name / name)
            folders.append(target / name)
    shutil.copy(ROOT / ".importlinter", target)
    return folders


def test_the_house_keeps_its_import_rules(tmp_path: Path) -> None:
    folders = copy_house(tmp_path)

    result = lint(tmp_path / ".importlinter", folders)

    assert result.returncode == 0, result.stdout


PLANTED = {
    "A service imports no other service": (
        ("intake.handlers", "review"), ("review.domain", "voting"), ("voting.handlers", "review.domain"),
        ("notify.adapters", "intake"),
    ),
    "Packages know no service, and contracts know nothing of ours": (
        ("plumbing.clock", "voting"), ("pages.wording", "intake"), ("contracts.topics", "plumbing.records"),
        ("plumbing.http", "pages"),
    ),
    "The recount takes nothing from who counted first": (
        ("recount.fold", "voting.domain.tally"), ("recount.log", "contracts"), ("recount.kafka_log", "plumbing.broker"),
        ("recount.command", "pydantic"), ("recheck.fold", "contracts"),
    ),
    "Nobody counts with the recount": (
        ("voting.domain.result", "recount.fold"), ("plumbing.clock", "recount"), ("plumbing.clock", "recheck"),
    ),
    "Inside a service imports go one way": (
        ("intake.domain", "intake.entrypoints"), ("review.domain", "review.handlers"),
        ("voting.handlers", "voting.adapters"), ("notify.adapters", "notify.bootstrap"),
        ("voting.bootstrap", "voting.entrypoints"),
    ),
    "The domain is pure": (
        ("review.domain", "redis"), ("intake.domain", "fastapi"), ("voting.domain", "faust"),
        ("notify.domain", "kafka"), ("review.domain.panel", "prometheus_client"), ("voting.domain.tally", "random"),
        ("intake.domain.pack", "contracts"), ("notify.domain.masking", "plumbing"),
    ),
    "Use cases know no framework": (
        ("notify.handlers", "fastapi"), ("voting.handlers.accept", "kafka"), ("voting.handlers.counting", "faust"),
        ("intake.handlers.sessions", "redis"), ("review.handlers.desk", "prometheus_client"),
    ),
    "Contracts carry no library of a broker or a server": (
        ("contracts.topics", "kafka"), ("contracts.envelope", "fastapi"),
    ),
}  # fmt: skip


def plant(target: Path, module: str, imported: str) -> None:
    path = target / module.split(".")[0] / Path(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    path.write_text(f"{path.read_text()}\nimport {imported}\n")


@pytest.mark.parametrize("rule", PLANTED)
def test_every_planted_import_is_reported_by_its_rule(rule: str, tmp_path: Path) -> None:
    folders = copy_house(tmp_path)
    for module, imported in PLANTED[rule]:
        plant(tmp_path, module, imported)

    said = lint(tmp_path / ".importlinter", folders).stdout

    assert re.search(rf"^{re.escape(rule)} +BROKEN$", said, re.MULTILINE), said
    _, _, broken = said.partition("Broken contracts")
    own = next(part for part in re.split(r"^(?=.+\n-+$)", broken, flags=re.MULTILINE) if part.startswith(rule))
    missed = [pair for pair in PLANTED[rule] if not re.search(rf"{pair[0]} ->\s+{pair[1]}\b", own)]
    assert missed == [], own


def test_every_rule_has_a_planted_import() -> None:
    rules = ConfigParser()
    rules.read(ROOT / ".importlinter")

    assert {rules[section]["name"] for section in rules.sections() if "name" in rules[section]} == set(PLANTED)
