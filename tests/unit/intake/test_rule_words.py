"""The rules in plain words for the office and the public, in both languages: nothing is as the pack writes it."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from intake.adapters.packs import PackShelf
from intake.domain.amendments import RuleChange, amendable, amended
from intake.domain.pack_notices import NOTICE_KINDS
from intake.domain.rules import Rules
from intake.entrypoints.rule_chapters import chapters_of
from intake.entrypoints.rule_names import NAMES, told_changes
from intake.entrypoints.rule_values import CHOICES, NOTICES, value_meant, value_words

from tests.unit.intake.log_play import DURING

PACKS = PackShelf(Path(__file__).parents[3] / "campaigns")
OWN_WORDS = {"title", "title_en", "call.aim", "call.aim_en", "call.email", "call.address", "issuers", "call.criteria"}
"""What the pack writes for people; everything else is put into words."""
RAW = re.compile(r"\b(True|False|None|null)\b|\w_\w|\d{4}-\d{2}-\d{2}T")


def words_of(pack: str) -> dict[str, tuple[str, str]]:
    return {line.path: line.value for chapter in chapters_of(PACKS.load(pack)) for line in chapter.lines}


@pytest.mark.parametrize("pack", PACKS.names())
def test_no_value_is_left_as_the_pack_writes_it(pack: str) -> None:
    words, raw = words_of(pack), amendable(PACKS.load(pack))
    assert [value for value in words.values() if RAW.search(" ".join(value)) or not all(value)] == []
    told = {path: value for path, value in words.items() if path not in OWN_WORDS}
    assert [value for path, value in told.items() if raw.get(path) in value] == []
    assert [zh for zh, _ in told.values() if re.search("[A-Za-z]", zh)] == []
    english = {en for path, (_, en) in told.items() if path != "screening.reasons"}
    assert [en for en in english if re.search("[\u4e00-\u9fff]", en)] == []


@pytest.mark.parametrize("pack", PACKS.names())
def test_every_rule_stands_in_one_chapter_under_a_name(pack: str) -> None:
    rules = PACKS.load(pack)
    paths = [line.path for chapter in chapters_of(rules) for line in chapter.lines]
    lists = {"issuers", "units", "call.criteria", "screening.reasons", "decision.signers", "notices.approve"}
    assert sorted(paths) == sorted({*amendable(rules), *lists})
    assert set(paths) <= set(NAMES)


def choices(shape: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every rule that is a choice, with each of its values."""
    if dataclasses.is_dataclass(shape):
        for name, its in get_type_hints(shape).items():
            yield from choices(its, f"{path}.{name}" if path else name)
    elif get_origin(shape) is Literal:
        yield from ((path, value) for value in get_args(shape))
    elif shape is bool:
        yield from ((path, "True"), (path, "False"))


def test_every_choice_has_its_words_and_can_be_written_with_them() -> None:
    found = list(choices(Rules))
    assert ("panel.method", "trimmed") in found
    assert {(path, value) for path, both in CHOICES.items() for value in both} == set(found)
    assert [value_meant(path, words) for path, value in found for words in value_words(path, value)] == [
        value for _, value in found for _ in range(2)
    ]


def test_every_kind_of_notice_has_its_words() -> None:
    assert set(NOTICES) == set(NOTICE_KINDS)
    assert words_of("shili-2026")["notices.approve"] == ("规则变更、投票变更", "rules changed; vote changed")
    assert words_of("lianyungang-2020")["notices.quiet_from"] == ("不设免打扰时段", "no quiet hours")


def test_the_rules_of_a_panel_are_said_together() -> None:
    shili, lianyungang = words_of("shili-2026"), words_of("lianyungang-2020")
    assert shili["panel.method"] == ("截尾平均，两端各去掉 1 位评委", "trimmed mean, leaving out 1 at each end")
    assert lianyungang["panel.method"] == ("平均分", "plain mean")
    assert (shili["screening.two_person"][0], lianyungang["screening.two_person"][0]) == ("是", "否")
    assert lianyungang["prizes.winner"] == ("20,000 元", "20,000 yuan")
    assert lianyungang["panel.political"] == ("40%", "40%")
    assert lianyungang["submissions_close_at"][0] == "北京时间 2020年6月1日 00:00"
    assert shili["decision.signers"] == ("决策领导、组织方", "leader; organiser")
    assert lianyungang["panel.judges_each"] == ("全体评委", "all judges")


def test_a_change_is_told_in_words_too() -> None:
    changes = [
        RuleChange(2, DURING, "screening.two_person", "False", "True"),
        RuleChange(3, DURING, "voting.cap", "", "9"),
    ]
    assert [(one.was[0], one.now[0]) for one in told_changes(changes)] == [("不设上限", "9 票"), ("否", "是")]
    rules = PACKS.load("lianyungang-2020")
    assert amended(rules, "screening.two_person", value_meant("screening.two_person", "是")).screening.two_person
