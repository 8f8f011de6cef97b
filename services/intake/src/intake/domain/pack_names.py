"""Names in a pack that no rule has: a misspelt rule would silently not hold."""

import dataclasses
import difflib
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Union, get_args, get_origin, get_type_hints

from intake.domain.pack_faults import Fault
from intake.domain.rules import Rules


def unknown_names(data: Mapping[Any, Any]) -> list[Fault]:
    """A fault for each name that the rules do not have, with the name that was probably meant."""
    return list(_unknown(data, Rules, ""))


def _unknown(data: object, shape: Any, path: str) -> Iterator[Fault]:
    shape = _bare(shape)
    if dataclasses.is_dataclass(shape) and isinstance(data, Mapping):
        yield from _of_mapping(data, get_type_hints(shape), path)
    elif get_origin(shape) is tuple and isinstance(data, Sequence) and not isinstance(data, str):
        for number, one in enumerate(data):
            yield from _unknown(one, get_args(shape)[0], f"{path}{number}.")


def _of_mapping(data: Mapping[Any, Any], fields: Mapping[str, Any], path: str) -> Iterator[Fault]:
    for name, value in data.items():
        if name in fields:
            yield from _unknown(value, fields[name], f"{path}{name}.")
        else:
            yield _misspelt(f"{path}{name}", str(name), fields)


def _misspelt(path: str, name: str, fields: Mapping[str, Any]) -> Fault:
    near = difflib.get_close_matches(name, fields, 1)
    zh = f"没有这一项，是否想写 {near[0]}？" if near else "没有这一项"
    return Fault(path, zh, f"no such rule; did you mean {near[0]}?" if near else "no such rule")


def _bare(shape: Any) -> Any:
    """The type without `| None`."""
    if get_origin(shape) in (Union, types.UnionType):
        return next(one for one in get_args(shape) if one is not type(None))
    return shape
