"""The log as a file: JSON lines, one that says what it is, then one a record; gzip when the name ends in .gz.

README.md describes the format, and how to check such a file by hand.
"""

import gzip
import io
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import orjson

from recount.fold import PartitionCount, Sheet
from recount.log import Head, Json, NothingToCountError, Published, Record, VoteLog, fits, is_result

FORMAT = "zhengji-vote-log-1"
GZIP_LEVEL = 3
BUFFER = 1 << 20
_ABOUT: dict[str, type] = {"format": str, "terms": dict, "ends": dict, "heads": list}
_TERMS: dict[str, type] = {"contest_id": str, "campaign_id": str, "entries": list}


def open_file(path: Path) -> VoteLog:
    """The log that was exported to `path`."""
    lines = _lines(path)
    head: Any = next(lines, None)
    if not _is_about(head):
        raise NothingToCountError(f"{path}: 不是投票记录文件 not a log of votes ({FORMAT})")
    try:
        ends = {int(number): int(end) for number, end in head["ends"].items()}
        heads = tuple(Head(int(one[0]), int(one[1]), str(one[2]), str(one[3])) for one in head["heads"])
    except (ValueError, TypeError, LookupError) as error:
        raise NothingToCountError(f"{path}: 第 1 行无法读取 line 1 cannot be read") from error
    records = _records(lines, ends, path)
    return VoteLog(path.name, head["terms"], head["result"], ends, records, heads=heads, is_whole=False)


def _is_about(head: Any) -> bool:
    """Whether a line is the first one of an export."""
    known = fits(head, _ABOUT) and fits(head["terms"], _TERMS) and head["format"] == FORMAT
    return known and (head.get("result") is None or is_result(head["result"]))


def _records(lines: Iterator[Json], ends: dict[int, int], path: Path) -> Iterator[Record]:
    for number, line in enumerate(lines, start=2):
        try:
            yield _record(line, ends)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise NothingToCountError(f"{path}: 第 {number} 行无法读取 line {number} cannot be read") from error


def _record(line: Json, ends: dict[int, int]) -> Record:
    value = line["value"].encode() if "value" in line else b64decode(line["value_base64"], validate=True)
    if line["partition"] not in ends or not isinstance(line["offset"], int) or len(bytes.fromhex(line["head"])) != 32:
        raise ValueError("no record of this log")
    return Record(line["partition"], line["offset"], value, line["head"])


def _lines(path: Path) -> Iterator[Json]:
    done = 0
    try:
        with _open(path, "rb", path.suffix == ".gz") as raw, io.BufferedReader(raw, BUFFER) as file:
            for line in file:
                yield orjson.loads(line)
                done += 1
    except (OSError, EOFError, zlib.error, orjson.JSONDecodeError) as error:
        raise NothingToCountError(f"{path}: 第 {done} 行之后无法读取 cannot be read after line {done}") from error


def _open(path: Path, mode: Literal["rb", "wb"], zipped: bool) -> Any:
    return gzip.open(path, mode, GZIP_LEVEL) if zipped else path.open(mode, buffering=BUFFER)


class Export:
    """Writes a log while it is counted. The file appears at the end, and only when it tells no running count."""

    def __init__(self, path: Path, log: VoteLog, published: Published) -> None:
        self._path, self._log = path, log
        self._partial = path.with_name(f"{path.name}.part")
        self._contests = {log.contest_id}
        self._file = _open(self._partial, "wb", path.suffix == ".gz")
        ends = {str(number): log.closes_at(number) + 1 for number in log.ends}
        certified = {source for source, _ in published.results}
        heads = [list(head) for head in published.heads if head.source not in certified]
        self._write(
            {
                "format": FORMAT, "contest_id": log.contest_id, "campaign_id": log.terms["campaign_id"],
                "terms": log.terms, "result": log.result, "heads": heads,
                "ends": ends,
            }
        )  # fmt: skip

    def note(self, record: Record, part: PartitionCount, sheet: Sheet | None) -> None:
        """Writes a record with the chain head after it; what lies behind the certified close mark is left out."""
        if record.offset > self._log.closes_at(record.partition):
            return
        if sheet is not None:
            self._contests.add(sheet.contest_id)
        line: Json = {"partition": record.partition, "offset": record.offset, "head": part.head.hex()}
        try:
            self._write(line | {"value": record.value.decode()})
        except UnicodeDecodeError:
            self._write(line | {"value_base64": b64encode(record.value).decode()})

    def finish(self) -> None:
        """Puts the file in its place. Raises NothingToCountError when the embargo holds back what it tells."""
        self._file.close()
        if withheld := self._log.withheld & self._contests:
            self._partial.unlink()
            names = ", ".join(sorted(withheld))
            raise NothingToCountError(f"未导出：票数尚未公布 Not exported, the count is not public yet: {names}")
        self._partial.replace(self._path)

    def _write(self, line: Json) -> None:
        self._file.write(orjson.dumps(line))
        self._file.write(b"\n")
