"""Values for a JSON Schema: mostly such as fit it, now and then something that no one would send by mistake."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

NASTY = st.sampled_from([
    "", " ", "\x00", "\ud800", "‮示例", "示例" * 3000, "a" * 70_000, "../../etc/passwd", "' OR 1=1 --", "<script>",
    "=1+1",     "%00", "%ff", "\r\nset-cookie: x=1", "🏳️‍🌈", "２０２０", "null", "1e999", "{}", "é" * 64,
])  # fmt: skip
MOMENTS = st.sampled_from([
    "2026-06-10T04:00:00Z", "2026-06-10T12:00:00+08:00", "2026-06-10T04:00:00", "2026-06-10",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1969-12-31T23:59:59Z", "2026-02-30T00:00:00Z",
    "1e10", "now",
])  # fmt: skip
NUMBERS = st.sampled_from([0, 1, -1, 2**31, 2**63, -(2**64), 10**400, 0.1, 1e308, float("nan"), float("inf")])
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | NASTY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
WILD_ONE_IN = 12


class Values:
    """Strategies for the schemas of one document. `names` says what a field of a name usually holds."""

    def __init__(self, document: dict[str, Any], names: Mapping[str, tuple[str, ...]]) -> None:
        self._document, self._names = document, names

    def of(self, schema: dict[str, Any], field: str = "") -> st.SearchStrategy[Any]:
        """Values for `schema`, which describes a field of this name."""
        wild = st.integers(1, WILD_ONE_IN).map(lambda draw: draw == 1)
        return wild.flatmap(lambda is_wild: ANYTHING if is_wild else self._fitting(schema, field))

    def name(self, field: str) -> st.SearchStrategy[str]:
        """What stands in a path: nearly always something that there is."""
        known = self._names.get(field, ("unheard-of",))
        return st.integers(1, WILD_ONE_IN).flatmap(lambda draw: NASTY if draw == 1 else st.sampled_from(known))

    def _fitting(self, schema: dict[str, Any], field: str) -> st.SearchStrategy[Any]:
        if "$ref" in schema:
            return self._fitting(self._looked_up(schema["$ref"]), field)
        if "anyOf" in schema:
            return st.one_of([self.of(one, field) for one in schema["anyOf"]])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        makers = {"object": self._objects, "array": self._arrays, "string": self._texts}
        maker = makers.get(schema.get("type", ""))
        return maker(schema, field) if maker else _number_or_so(schema.get("type", ""))

    def _looked_up(self, reference: str) -> dict[str, Any]:
        found: dict[str, Any] = self._document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        return found

    def _objects(self, schema: dict[str, Any], _field: str) -> st.SearchStrategy[Any]:
        fields = {name: self.of(one, name) for name, one in schema.get("properties", {}).items()}
        needed = {name: fields.pop(name) for name in schema.get("required", []) if name in fields}
        return st.fixed_dictionaries(needed, optional=fields)

    def _arrays(self, schema: dict[str, Any], field: str) -> st.SearchStrategy[Any]:
        return st.lists(self.of(schema.get("items", {}), field), min_size=min(schema.get("minItems", 0), 3), max_size=4)

    def _texts(self, schema: dict[str, Any], field: str) -> st.SearchStrategy[Any]:
        if schema.get("format") in ("date-time", "date"):
            return MOMENTS
        short = st.text(min_size=1, max_size=min(schema.get("maxLength", 12), 12))
        known = self._names.get(field)
        return st.one_of(st.sampled_from(known), st.sampled_from(known), short) if known else short


def _number_or_so(kind: str) -> st.SearchStrategy[Any]:
    plain: dict[str, st.SearchStrategy[Any]] = {
        "integer": st.integers(-5, 200), "number": st.floats(-5, 200, allow_nan=False), "boolean": st.booleans(),
        "null": st.none(),
    }  # fmt: skip
    return plain.get(kind, ANYTHING)


def as_json(value: Any) -> bytes:
    """The value as Python writes it: with NaN, and half a surrogate pair as an escape."""
    return json.dumps(value).encode()


def as_form(value: Any) -> bytes:
    """The value as a browser sends a form: every field a text, a list a field many times."""
    fields = value.items() if isinstance(value, dict) else [("value", value)]
    pairs = [(name, one) for name, many in fields for one in (many if isinstance(many, list) else [many])]
    return urlencode([(name, "" if one is None else str(one)) for name, one in pairs], errors="replace").encode()
