"""Asks a running service everything that it can be asked, and searches the answers for numbers of votes.

The routes come from the application itself, so a new one is crawled without being named here. What a number means is
not understood: a count is any whole number that stands by itself and is one of those looked for.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from tests.unit.notify.pdf_text import text_of

LANGUAGES = ("zh", "en")
STREAM_LINES = 3
"""The first frame of an event stream, which comes at once."""
INTERNAL = ("/metrics", "/healthz", "/readyz")
"""Not behind the public port (deploy/caddy/Caddyfile); figures are looked at by themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and everything that came back."""

    method: str
    path: str
    reader: str
    status: int
    said: str


def places_of(app: FastAPI, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Method and path of every route of the application, raw ones and pages included; `names` fills the parameters."""
    for route in iter_route_contexts(app.routes):
        path = str(route.path or "")
        for method in sorted(route.methods or ()):
            if method != "HEAD" and path not in INTERNAL:
                yield method, re.sub(r"\{(\w+)(:\w+)?\}", lambda found: names[found[1]], path)


def crawl(
    base: str, places: Collection[tuple[str, str]], readers: Mapping[str, str], bodies: Mapping[str, Any]
) -> list[Asked]:
    """Asks each place as each reader (a token, or "" for nobody) in both languages. `bodies`: what a method sends."""
    found = []
    with httpx2.Client(base_url=base, timeout=20, trust_env=False) as client:
        for method, path in places:
            for reader, token in readers.items():
                for language in LANGUAGES:
                    headers = {"Accept-Language": language, "Accept": "text/html, application/json, text/event-stream"}
                    headers |= {"Authorization": f"Bearer {token}"} if token else {}
                    with client.stream(method, path, headers=headers, json=bodies.get(method)) as answer:
                        found.append(Asked(method, path, reader, answer.status_code, _text(answer)))
                    client.cookies.clear()
    return found


def _text(answer: httpx2.Response) -> str:
    """Headers and body; of an event stream its first frames."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "content-length")
    if "event-stream" not in answer.headers.get("content-type", ""):
        return f"{headers}\n{readable(answer.read())}"
    lines = []
    for line in answer.iter_lines():
        lines.append(line)
        if len(lines) >= STREAM_LINES:
            break
    return "\n".join([headers, *lines])


def readable(body: bytes) -> str:
    """The text of a body; of a workbook all its parts, of a PDF what stands on its pages."""
    if body.startswith(b"%PDF-"):
        return text_of(body)
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def counts_in(text: str, counts: Collection[int]) -> list[str]:
    """The numbers looked for, wherever one stands by itself: not as a part of another number, a time or a hash."""
    wanted = "|".join(f"{count:,}|{count}" for count in counts)
    return re.findall(rf"(?<![\w.+-])(?:{wanted})(?:\.0+)?(?![\w:-]|\.\d)", text, re.ASCII)
