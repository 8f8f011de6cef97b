"""Reads a server-sent event stream as a browser does, on a thread of its own."""

import json
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx2


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of the stream: when it arrived on a monotonic clock, its name, its text and what that says."""

    at: float
    event: str
    text: str

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found


class Frames:
    """A reader; `seen` grows for as long as it reads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.seen: list[Frame] = []
        self._client = httpx2.Client(timeout=20, trust_env=False)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._left = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join(5)
        self._client.close()

    def _read(self) -> None:
        with self._client.stream("GET", self._url, headers={"accept": "text/event-stream"}) as answer:
            event = ""
            for line in answer.iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    event = value
                elif field == "data":
                    self.seen.append(Frame(time.monotonic(), event, value))
                if self._left.is_set():
                    return
