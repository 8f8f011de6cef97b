"""`python -m deploy.local.launchers BIN SOURCE…`: puts the commands of our packages into the environment.

The packages are found by path and not installed, so nobody else makes the files that `[project.scripts]` asks for.
"""

import sys
import tomllib
from pathlib import Path

LAUNCHER = """#!{python}
import sys

from {module} import {function}

sys.exit({function}())
"""


def scripts_of(source: Path) -> dict[str, str]:
    """The commands of the package whose sources are here: name to `module:function`."""
    project = tomllib.loads((source.parent / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, str] = project.get("scripts", {})
    return found


def write_launcher(folder: Path, name: str, target: str) -> None:
    """One executable that calls the target with the interpreter beside it."""
    module, _, function = target.partition(":")
    path = folder / name
    python = Path(sys.prefix).resolve() / "bin" / "python"
    path.write_text(LAUNCHER.format(python=python, module=module, function=function), "utf-8")
    path.chmod(0o755)


def main(arguments: list[str]) -> None:
    """Writes every command of every source."""
    folder, *sources = map(Path, arguments)
    for source in sources:
        for name, target in scripts_of(source).items():
            write_launcher(folder, name, target)


if __name__ == "__main__":
    main(sys.argv[1:])
