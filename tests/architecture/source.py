"""The project's Python source as the architecture tests read it: files, functions, imports and calls."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "review", "voting", "notify")
PACKAGES = ("contracts", "plumbing", "pages", "recount", "recheck")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One parsed file."""

    path: Path
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return self.text.count("\n")


def read(path: Path) -> Source:
    return Source(path, path.read_text(encoding="utf-8"))


def tracked_files() -> list[Path]:
    """Every Python file that git tracks or would track, vendored ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and "vendor" not in path.parts]


def service_folder(service: str) -> Path:
    return source_folder(service)


def source_folder(name: str) -> Path:
    """Where the package of this name lies, be it a service or not."""
    kind = "services" if name in SERVICES else "packages"
    return ROOT / kind / name / "src" / name


def domain_files() -> list[Path]:
    return [path for service in SERVICES for path in sorted((service_folder(service) / "domain").rglob("*.py"))]


def functions(tree: ast.AST) -> Iterator[FunctionNode]:
    return (node for node in ast.walk(tree) if isinstance(node, FunctionNode))


def called_names(tree: ast.AST) -> set[str]:
    """Dotted names of what is called: `datetime.now`, `EntryVoted`, `Event.of` without its subscript."""
    return {_dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)} - {""}


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}".lstrip(".")
    if isinstance(node, ast.Subscript):
        return _dotted(node.value)
    return ""
