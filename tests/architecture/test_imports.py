"""The import rules of .importlinter hold, and each of them can fail."""

import os
import shutil
import subprocess
import sys
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
    "A service imports no other service": ("voting/voting/handlers.py", "import review.domain"),
    "Packages know no service": ("plumbing/plumbing/clock.py", "import voting"),
    "Inside a service imports go one way": ("intake/intake/domain/__init__.py", "import intake.entrypoints"),
    "The domain is pure": ("review/review/domain/__init__.py", "import redis"),
    "Use cases know no framework": ("notify/notify/handlers.py", "import fastapi"),
    "Contracts carry no library": ("contracts/contracts/topics.py", "import kafka"),
}  # fmt: skip


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_import_breaks_its_rule(rule: str, tmp_path: Path) -> None:
    folders = copy_house(tmp_path)
    name, line = PLANTED[rule]
    path = tmp_path / name
    if not path.is_file():
        path = path.with_suffix("") / "__init__.py"
    path.write_text(f"{path.read_text()}\n{line}\n")

    result = lint(tmp_path / ".importlinter", folders)

    broken = [line for line in result.stdout.splitlines() if line.startswith(rule) and line.rstrip().endswith("BROKEN")]
    assert len(broken) == 1, result.stdout + result.stderr
