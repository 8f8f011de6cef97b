"""Rules that change while a campaign runs: each change is a new revision that everybody can read, with its reason.

The real campaign did it once (its end moved from May to December, document 000 and what is known of 2020). Every other
rule that is one value can be amended the same way; what the others have folded by then stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter

from intake.domain.pack import read_pack
from intake.domain.pack_faults import Fault, PackError
from intake.domain.rules import Rules

REASON_LIMIT = 200
_rules: TypeAdapter[Rules] = TypeAdapter(Rules)


@dataclass(frozen=True, slots=True)
class RuleAmended:
    """The office amended one rule, named as the pack names it. `revision` is what it saw standing; empty means none."""

    campaign_id: str
    path: str
    value: str
    reason: str
    revision: int
    actor: str
    at: datetime
    what: Literal["rule-amended"] = "rule-amended"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What one revision changed, for everyone to read."""

    revision: int
    at: datetime
    path: str
    was: str
    now: str
    reason: str = ""


def amendable(rules: Rules) -> dict[str, str]:
    """Every rule that is one value, with the value as text; lists are not amended."""
    return dict(_values(_rules.dump_python(rules, mode="json"), ""))


def amended(rules: Rules, path: str, value: str) -> Rules:
    """The rules with one of them changed. PackError where there is no such rule, or the rules would make no sense."""
    if path not in amendable(rules):
        raise PackError((Fault(path, "没有这一项，或不能单独修改", "there is no such single rule"),))
    data = _rules.dump_python(rules, mode="json")
    *around, last = path.split(".")
    place = data
    for name in around:
        place = place[name]
    place[last] = value or None
    return read_pack(data)


def _values(data: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _values(value, f"{path}{name}.")
        elif not isinstance(value, list):
            yield f"{path}{name}", "" if value is None else str(value)
