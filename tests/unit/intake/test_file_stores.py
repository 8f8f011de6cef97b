"""Where attachments are kept: a folder, and a bucket whose store checks every signature."""

import asyncio
import hashlib
import hmac
import re
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from intake.adapters.attachments.bucket import FileBucket
from intake.adapters.attachments.folder import FileFolder
from intake.adapters.attachments.signature import StoreKey
from intake.handlers.ports import FilesUnavailable
from plumbing.clock import FixedClock

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
KEY = StoreKey("demo-access", "demo-secret", "eu-test-1")
NAME = "ab" * 32
CREDENTIAL = re.compile(r"AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})")


class Store(BaseHTTPRequestHandler):
    """A store that does what its documentation says, and answers 403 to whoever signs wrongly."""

    kept: dict[str, bytes]

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self._signed(body):
            self.kept[self.path] = body
            self._answer(200)

    def do_GET(self) -> None:
        if self._signed(b""):
            found = self.kept.get(self.path)
            self._answer(404 if found is None else 200, found or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def _signed(self, body: bytes) -> bool:
        """Whether the request proves its sender; it is answered with 403 where it does not."""
        found = CREDENTIAL.fullmatch(self.headers.get("authorization", ""))
        signed = found is not None and hmac.compare_digest(self._signature(found[1], found[2], body), found[3])
        if not signed:
            self._answer(403)
        return signed

    def _signature(self, credential: str, names: str, body: bytes) -> str:
        """Signature Version 4, worked out from what came over the wire."""
        scope, digest = credential.removeprefix("demo-access/"), hashlib.sha256(body).hexdigest()
        said = [f"{name}:{self.headers[name].strip()}" for name in names.split(";")]
        canonical = "\n".join([self.command, self.path, "", *said, "", names, digest])
        key = b"AWS4demo-secret"
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), "sha256").digest()
        hashed = hashlib.sha256(canonical.encode()).hexdigest()
        text = f"AWS4-HMAC-SHA256\n{self.headers['x-amz-date']}\n{scope}\n{hashed}"
        return hmac.new(key, text.encode(), "sha256").hexdigest()

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def store() -> Iterator[str]:
    handler = type("OneStore", (Store,), {"kept": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/attachments"
    server.shutdown()
    server.server_close()


def used(url: str, use: Callable[[FileBucket], Awaitable[object]], key: StoreKey = KEY) -> object:
    async def run() -> object:
        bucket = FileBucket(url, key, FixedClock(NOW))
        try:
            return await use(bucket)
        finally:
            await bucket.close()

    return asyncio.run(run())


def test_a_bucket_gives_back_what_was_put_there(store: str) -> None:
    async def both(bucket: FileBucket) -> object:
        await bucket.put(NAME, b"sealed \0 content")
        return await bucket.get(NAME), await bucket.get("cd" * 32)

    assert used(store, both) == (b"sealed \0 content", None)


def test_a_store_that_finds_the_signature_wrong_is_no_store(store: str) -> None:
    wrong = StoreKey("demo-access", "another secret", "eu-test-1")
    for use in (lambda bucket: bucket.put(NAME, b"x"), lambda bucket: bucket.get(NAME)):
        with pytest.raises(FilesUnavailable):
            used(store, use, wrong)


def test_a_store_that_is_away_is_said_to_be() -> None:
    with pytest.raises(FilesUnavailable):
        used("http://127.0.0.1:9/attachments", lambda bucket: bucket.get(NAME))


def test_a_folder_gives_back_what_was_put_there_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path / "files")
    for _ in range(2):
        asyncio.run(folder.put(NAME, b"sealed"))
    assert (asyncio.run(folder.get(NAME)), asyncio.run(folder.get("cd" * 32))) == (b"sealed", None)
    assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == [NAME]


def test_a_folder_that_cannot_be_written_is_said_to_be_away_and_names_do_not_climb(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FilesUnavailable):
        asyncio.run(FileFolder(tmp_path / "file").put(NAME, b"sealed"))
    with pytest.raises(ValueError, match="hexadecimal"):
        asyncio.run(FileFolder(tmp_path).get("../file"))
