"""Time, chance and identifiers are arguments of the domain: what it may not call."""

import ast

from tests.architecture.source import Source, called_names

FORBIDDEN_ENDINGS = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic",
    "time.perf_counter", "uuid1", "uuid4", "uuid7", "token_hex", "token_bytes", "urandom", "getenv",
)  # fmt: skip
FORBIDDEN_MODULES = {"random", "secrets", "time", "uuid", "os", "socket", "asyncio", "threading"}


def impurities(source: Source) -> list[str]:
    """Each clock, random number, environment or thread that a domain file reaches for."""
    calls = [name for name in called_names(source.tree) if name.endswith(FORBIDDEN_ENDINGS)]
    return sorted(f"{source.path}: {name}" for name in [*calls, *_imported(source.tree)])


def _imported(tree: ast.Module) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return [name for name in names if name.split(".")[0] in FORBIDDEN_MODULES]
