"""What can be asked of an application, by its own OpenAPI document, and requests for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from hypothesis import strategies as st

from deploy.local.rehearsal.sheets import Sheet, good_rows
from tests.integration.fuzz.values import WILD_ONE_IN, Values, as_form, as_json

JSON, MULTIPART, FORM = "application/json", "multipart/form-data", "application/x-www-form-urlencoded"
PATH_LENGTH = 300
"""The client itself refuses longer addresses."""
SHEET = Sheet("haizhou", "海州区", rows=good_rows(900, 3)).content()
FILES = st.sampled_from([b"", SHEET, SHEET[:-200], b"PK\x03\x04", "序号,表述语\n1,示例\n".encode(), b"\x00" * 3000])
BROKEN = st.sampled_from([b"", b"{", b"[]", b"\xff", b'{"a": 1e999}', b"[" * 500 + b"]" * 500])


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    described: dict[str, Any]
    document: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path}"

    def documents(self, status: int) -> dict[str, Any] | None:
        """What the document says of an answer with this status; None when nothing."""
        responses = self.described["responses"]
        found: dict[str, Any] | None = responses.get(str(status), responses.get(f"{status // 100}XX"))
        return found

    def body(self) -> dict[str, dict[str, Any]]:
        """The schema of the body by content type."""
        content = self.described.get("requestBody", {}).get("content", {})
        return {kind: one["schema"] for kind, one in content.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as the test client takes it."""

    method: str
    url: str
    content: dict[str, Any]


def operations_of(document: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of the document, but the endless ones: event streams."""
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            if not path.endswith("/stream"):
                yield Operation(method, path, described, document)


class Described(RouteContext):
    """A route that is in the document whatever it says itself."""

    include_in_schema = True


def pages_of(app: FastAPI) -> dict[str, Any]:
    """A document of what the application serves besides its API: pages, forms, the neighbours' routes, the probes."""
    routes = [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]
    hidden = [Described(**vars(one)) for one in routes if not getattr(one, "include_in_schema", True)]
    return get_openapi(title="pages", version="1", routes=hidden)


def requests(operation: Operation, values: Values) -> st.SearchStrategy[Asked]:
    """Requests for an operation: most of them nearly right."""
    parameters = operation.described.get("parameters", [])
    inside = {one["name"]: values.name(one["name"]) for one in parameters if one["in"] == "path"}
    query = {one["name"]: values.of(one["schema"], one["name"]) for one in parameters if one["in"] == "query"}
    return st.builds(
        lambda path, asked, content: Asked(operation.method, _url(operation.path, path), {"params": asked, **content}),
        st.fixed_dictionaries(inside),
        st.fixed_dictionaries({}, optional=query).map(_as_query),
        _contents(operation, values),
    )


def _url(template: str, path: dict[str, str]) -> str:
    quoted = {name: quote(value[:PATH_LENGTH], safe="", errors="replace") or "-" for name, value in path.items()}
    return template.format(**quoted)


def _as_query(asked: dict[str, Any]) -> dict[str, str]:
    texts = {name: str(value)[:PATH_LENGTH] for name, value in asked.items() if value is not None}
    return {name: text.encode(errors="replace").decode() for name, text in texts.items()}


def _contents(operation: Operation, values: Values) -> st.SearchStrategy[dict[str, Any]]:
    schemas = operation.body()
    if JSON in schemas:
        fitting = values.of(schemas[JSON]).map(as_json)
        sent = st.integers(1, WILD_ONE_IN).flatmap(lambda draw: BROKEN if draw == 1 else fitting)
        return sent.map(lambda raw: {"content": raw, "headers": {"content-type": JSON}})
    if FORM in schemas:
        return values.of(schemas[FORM]).map(lambda sent: {"content": as_form(sent), "headers": {"content-type": FORM}})
    if MULTIPART in schemas:
        return FILES.map(lambda raw: {"files": {"file": ("汇总表.xlsx", raw)}})
    return st.just({})
