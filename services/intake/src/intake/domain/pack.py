"""A campaign pack: rules as data. What is wrong with one is said by place, in both languages, all at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from intake.domain.rules import Rules
from intake.domain.unit_tree import tree_faults

_MOST_UNITS = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what."""

    path: str
    zh: str
    en: str


class PackError(Exception):
    """A pack that no campaign can be opened with."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.en}" for fault in faults))
        self.faults = faults


_shape: TypeAdapter[Rules] = TypeAdapter(Rules)
_moment: TypeAdapter[Any] = TypeAdapter(Annotated[AwareDatetime, Field()])
_MOMENTS = ("submissions_open_at", "submissions_close_at")


def read_pack(data: object) -> Rules:
    """The rules that a decoded pack states. Raises PackError with every fault."""
    if not isinstance(data, Mapping):
        raise PackError((Fault("", "规则包应为一组键值", "a pack is a mapping"),))
    faults = [fault for name in _MOMENTS for fault in _moment_faults(name, data.get(name))]
    try:
        rules = _shape.validate_python(dict(data))
    except ValidationError as error:
        shape = [_shape_fault(one) for one in error.errors()]
        raise PackError((*shape, *faults)) from error
    faults = faults or _sense_faults(rules)
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


def _sense_faults(rules: Rules) -> list[Fault]:
    tiers, panel, voting = rules.tiers, rules.panel, rules.voting
    backwards = "截止须晚于开始", "must be later than the opening"
    growing = "各级数量须逐级减少", "must shrink from tier to tier"
    lopsided = "权重之和须为 1", "weights must add up to 1"
    unfit = "选择数量不合理", "choices do not fit the nominees"
    crowd = "报送单位数量不合理", "there must be 1 to 2000 units"
    checks = [
        ("submissions_close_at", rules.submissions_open_at < rules.submissions_close_at, backwards),
        ("tiers", tiers.finalist >= tiers.nominee >= tiers.excellent >= tiers.winner >= 1, growing),
        ("panel", round(panel.political + panel.guidance + panel.form, 9) == 1, lopsided),
        ("voting", 1 <= voting.choices_min <= voting.choices_max <= tiers.nominee, unfit),
        ("phrase_limit", rules.phrase_limit > 0, ("须大于 0", "must be positive")),
        ("units", 0 < len(rules.units) <= _MOST_UNITS, crowd),
    ]
    return [Fault(path, *words) for path, holds, words in checks if not holds] + _unit_faults(rules)


def _unit_faults(rules: Rules) -> list[Fault]:
    faults, seen = [], set()
    for number, unit in enumerate(rules.units):
        if unit.unit_id in seen:
            faults.append(Fault(f"units.{number}.unit_id", "单位编号重复", "the unit id is repeated"))
        seen.add(unit.unit_id)
        if unit.quota_min is not None and unit.quota_max is not None and unit.quota_min > unit.quota_max:
            faults.append(Fault(f"units.{number}.quota_min", "下限高于上限", "the lower bound is above the upper"))
    return faults + [Fault(f"units.{fault.number}.parent", fault.zh, fault.en) for fault in tree_faults(rules.units)]
