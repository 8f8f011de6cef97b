"""Time, chance and identifiers are arguments of the domain: what it may not reach for.

`hash` and `id` of Python differ from process to process; a file, the environment or a thread is the world outside.
"""

import ast

from tests.architecture.source import Source, called_names

FORBIDDEN_MODULES = {
    "random", "secrets", "time", "uuid", "os", "sys", "socket", "asyncio", "threading", "subprocess", "tempfile",
    "io", "pathlib", "platform", "getpass", "numpy",
}  # fmt: skip
FORBIDDEN_METHODS = {
    "now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "urandom", "getenv", "uuid1", "uuid4",
    "uuid7", "token_hex", "token_bytes", "token_urlsafe", "randrange", "randint", "shuffle",
}  # fmt: skip
FORBIDDEN_BUILTINS = {"hash", "id", "open", "input", "print", "eval", "exec", "__import__", "globals"}


def impurities(source: Source) -> list[str]:
    """Each clock, random number, environment, file or thread that a domain file reaches for."""
    names = called_names(source.tree)
    calls = {name for name in names if name in FORBIDDEN_BUILTINS or _last(name) in FORBIDDEN_METHODS}
    return sorted(f"{source.path}: {name}" for name in {*calls, *_imported(source.tree)})


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _imported(tree: ast.Module) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return [name for name in names if name.split(".")[0] in FORBIDDEN_MODULES]
