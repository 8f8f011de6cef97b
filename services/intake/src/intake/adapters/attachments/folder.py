"""Files in a folder of their own, named after their content."""

import asyncio
import os
from pathlib import Path

from intake.handlers.ports import FilesUnavailable


class FileFolder:
    """Written beside and moved into place: a name either has all of its content or none."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, name: str, content: bytes) -> None:
        """Keeps a file. The same again changes nothing. Raises FilesUnavailable."""
        await asyncio.to_thread(self._put, name, content)

    async def get(self, name: str) -> bytes | None:
        """The content; None when there is no such file. Raises FilesUnavailable."""
        return await asyncio.to_thread(self._get, name)

    async def close(self) -> None:
        """Nothing is held open."""

    def _put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        beside = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            raise FilesUnavailable from error

    def _get(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FilesUnavailable from error

    def _path(self, name: str) -> Path:
        if not name.isalnum():
            raise ValueError("files are named by hexadecimal digits")
        return self._root / name[:2] / name
