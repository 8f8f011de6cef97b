"""A campaign pack: rules as data. What is wrong with one is said by place, in both languages, all at once."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from intake.domain.pack_faults import Fault, PackError
from intake.domain.pack_names import unknown_names
from intake.domain.pack_sense import sense_faults
from intake.domain.rules import Rules

_shape: TypeAdapter[Rules] = TypeAdapter(Rules)
_moment: TypeAdapter[Any] = TypeAdapter(Annotated[AwareDatetime, Field()])
_MOMENTS = ("submissions_open_at", "submissions_close_at")


def read_pack(data: object) -> Rules:
    """The rules that a decoded pack states. Raises PackError with every fault."""
    if not isinstance(data, Mapping):
        raise PackError((Fault("", "规则包应为一组键值", "a pack is a mapping"),))
    faults = [fault for name in _MOMENTS for fault in _moment_faults(name, data.get(name))]
    faults += unknown_names(data)
    try:
        rules = _shape.validate_python(dict(data))
    except ValidationError as error:
        shape = [_shape_fault(one) for one in error.errors()]
        raise PackError((*shape, *faults)) from error
    faults = faults or sense_faults(rules)
    if faults:
        raise PackError(tuple(faults))
    return rules


def _shape_fault(fault: ErrorDetails) -> Fault:
    found = fault["input"]
    shown = f"，现为“{found}”" if isinstance(found, str | int | float) else ""
    zh = "缺少这一项" if fault["type"] == "missing" else f"格式不符{shown:.60}"
    return Fault(".".join(map(str, fault["loc"])), zh, fault["msg"])


def _moment_faults(name: str, value: object) -> list[Fault]:
    try:
        _moment.validate_python(value)
    except ValidationError:
        return [Fault(name, "应为带时区的时间", "must be a moment with its offset from UTC")]
    return []
