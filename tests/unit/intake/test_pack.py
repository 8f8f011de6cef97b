"""Campaign packs: the shipped one says what document 000 says, and faults are named by place, all at once."""

from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from intake.adapters.packs import PackShelf
from intake.domain.pack import read_pack
from intake.domain.pack_faults import PackError
from intake.domain.pack_notices import NOTICE_KINDS
from notify.domain.notices import Kind

SHELF = PackShelf(Path("campaigns"))


@pytest.fixture
def data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path("campaigns/lianyungang-2020.yaml").read_text("utf-8"))
    return deepcopy(found)


def test_the_shipped_pack_has_the_quotas_of_the_document() -> None:
    rules = SHELF.load("lianyungang-2020")
    quotas = {unit.group: (unit.quota_min, unit.quota_max) for unit in rules.units}
    assert quotas == {"county": (8, 10), "board": (3, 5), "municipal": (1, 3), "system": (None, None)}
    assert len(rules.units) >= 64
    assert rules.prizes.reading == "nested"
    assert rules.phrase_limit == 16


def test_every_fault_is_named_at_once(data: dict[str, Any]) -> None:
    data["panel"]["form"] = 0.5
    data["tiers"]["nominee"] = 60
    data["units"][1]["unit_id"] = data["units"][0]["unit_id"]
    with pytest.raises(PackError) as refused:
        read_pack(data)
    assert {fault.path for fault in refused.value.faults} == {"panel", "tiers", "units.1.unit_id"}
    assert all(fault.zh and fault.en for fault in refused.value.faults)


def test_a_moment_needs_its_offset(data: dict[str, Any]) -> None:
    data["submissions_close_at"] = "2020-06-01T00:00:00"
    with pytest.raises(PackError, match="submissions_close_at"):
        read_pack(data)


@pytest.mark.parametrize("nothing", [None, [], "text"])
def test_what_is_no_mapping_is_refused(nothing: object) -> None:
    with pytest.raises(PackError):
        read_pack(nothing)


def test_a_pack_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SHELF.load("../pyproject")


def test_the_kinds_that_a_pack_may_want_approved_are_those_of_the_table_of_notices() -> None:
    assert set(NOTICE_KINDS) == set(get_args(Kind))
