"""What was published about a contest: by the voting service's API, or in files that anyone kept of it."""

import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import orjson

from recount.log import NothingToCountError, Published, VoteLog


def kept_of(contest_id: str, api: str | None, files: list[Path]) -> Published:
    """The heads and results in files, and those that the API tells at this moment."""
    found = Published()
    for path in files:
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            found.take(f"{path.name}:{number}", contest_id, _parsed(line, f"{path}:{number}"))
    if api is not None:
        base = f"{api.rstrip('/')}/api/v1/contests/{urllib.parse.quote(contest_id)}"
        for address in (f"{base}/heads", f"{base}/result"):
            found.take(address, contest_id, _asked(address))
    return found


def published_of(log: VoteLog, kept: Published | None = None) -> Published:
    """What comes with the log, and what was kept elsewhere, as far as the log reaches."""
    kept = kept or Published()
    found = Published(list(kept.results), [*kept.heads, *log.heads])
    if log.result is not None:
        found.take(log.source, log.contest_id, log.result)
    # A file ends where it was told to end. That Kafka's log ends before a head that was published is a difference.
    within = {head for head in found.heads if log.is_whole or head.offset < log.ends.get(head.partition, 0)}
    return Published(found.results, sorted(head for head in within if head.offset >= 0))


def _asked(address: str) -> Any:
    """The answer; None when there is none yet (404)."""
    if not address.startswith(("http://", "https://")):
        raise NothingToCountError(f"不是网址 Not an address: {address}")
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - http or https, as checked above
            return _parsed(answer.read(), address)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise NothingToCountError(f"{address}: {error}") from error
    except OSError as error:
        raise NothingToCountError(f"{address}: {error}") from error


def _parsed(text: bytes, where: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise NothingToCountError(f"{where}: 不是 JSON not JSON") from error
