"""What notices say."""

import re
from datetime import UTC, datetime

import pytest
from notify.domain.dates import day_formal, moment_en, moment_zh
from notify.domain.facts import Fact
from notify.domain.ledger import Ledger
from notify.domain.notices import Notice
from notify.domain.wording import SUBJECTS, TEXTS, compose, one_time_code

from tests.unit.notify import facts
from tests.unit.notify.ledger_feed import learned

EVERY: list[Fact] = [
    facts.received(),
    facts.received("e0"),
    facts.received(version=2, withdrawn=True),
    facts.listed("finalist"),
    facts.listed("nominee"),
    facts.listed("excellent"),
    facts.listed("winner"),
    facts.prize(),
    facts.prize("finalist", 0, certificate=False, souvenir=True),
    facts.campaign(),
    facts.campaign(2),
    facts.vote_called(),
    facts.vote_called(2),
    facts.vote_certified(),
    facts.reminded(),
]


WRITTEN = ("征集工作进展顺利", "更正后的标题", "数据有误", "内容有误")


def notices() -> list[Notice]:
    ledger = Ledger()
    for index, fact in enumerate(EVERY):
        ledger.apply(learned(fact, f"event-{index}"))
    for event in (facts.issued(), facts.corrected(), facts.withdrawn()):
        ledger.apply(event)
    return list(ledger.notices.values())


def text_of(kind: str, language: str = "zh") -> str:
    (notice,) = (notice for notice in notices() if notice.kind == kind)
    return compose(notice, facts.campaign(), "https://zhengji.example", language).text  # type: ignore[arg-type]


def test_every_kind_has_words_in_both_languages_and_every_place_is_filled() -> None:
    found = notices()
    assert {notice.kind for notice in found} == set(TEXTS) == set(SUBJECTS)
    for notice in found:
        chinese = compose(notice, facts.campaign(), "https://zhengji.example")
        english = compose(notice, facts.campaign(), "https://zhengji.example", "en")
        assert not re.search(r"[{}]", chinese.text + english.text)
        assert chinese.subject
        assert english.subject


def test_english_has_no_chinese_left_outside_what_people_wrote() -> None:
    for notice in notices():
        text = compose(notice, facts.campaign(), "https://zhengji.example", "en").text
        for written in (facts.PHRASE, "提名作品群众投票", "测试单位", *WRITTEN, *facts.campaign().issuers, "、"):
            text = text.replace(written, "")
        assert not re.search(r"[\u4e00-\u9fff]", text), text


def test_a_repeated_text_is_told_that_the_earlier_one_stands() -> None:
    assert "以最早收到的为准" in text_of("entry-repeated")
    assert "the earliest stands" in text_of("entry-repeated", "en")


def test_an_award_tells_amount_number_and_where_to_check_it() -> None:
    text = text_of("awarded")
    assert "奖金20000元" in text
    assert re.search(r"https://zhengji\.example/certificates/LYG-W-\S+", text)


def test_a_letter_tells_the_unit_s_figures_its_number_and_the_deadline() -> None:
    assert "提醒函第3号：测试单位现已报送作品2件，重点报送数为8件以上。请于2020年5月31日24:00前" in text_of(
        "unit-reminded"
    )
    assert "has sent entries: 2, of 8 or more" in text_of("unit-reminded", "en")


def test_a_deadline_at_midnight_is_written_as_the_end_of_the_day_before() -> None:
    assert "自2020年4月7日起，至2020年5月31日24:00止" in text_of("campaign-published")
    assert "31 May 2020, 24:00 (Beijing time)" in text_of("campaign-published", "en")


def test_braces_in_a_phrase_stay_braces() -> None:
    from dataclasses import replace

    (notice,) = (notice for notice in notices() if notice.kind == "entry-received")
    told = replace(notice, words={"phrase": "{title} {0} {x.y}"})
    assert "“{title} {0} {x.y}”" in compose(told, facts.campaign(), "").text


def test_a_code_is_told_in_the_language_asked_for() -> None:
    assert "246810" in one_time_code("246810", "zh").text
    assert one_time_code("246810", "en").text.startswith("Your sign-in code is 246810")


@pytest.mark.parametrize(
    ("moment", "formal"),
    [
        (datetime(2020, 12, 28, 2, tzinfo=UTC), "二〇二〇年十二月二十八日"),
        (datetime(2026, 10, 9, 17, tzinfo=UTC), "二〇二六年十月十日"),
        (datetime(2026, 1, 31, 1, tzinfo=UTC), "二〇二六年一月三十一日"),
        (datetime(2026, 2, 11, 1, tzinfo=UTC), "二〇二六年二月十一日"),
    ],
)
def test_formal_dates(moment: datetime, formal: str) -> None:
    assert day_formal(moment) == formal


def test_moments_are_in_the_time_of_beijing() -> None:
    assert moment_zh(datetime(2020, 5, 31, 10, tzinfo=UTC)) == "2020年5月31日18:00"
    assert moment_en(datetime(2020, 5, 31, 10, tzinfo=UTC)) == "31 May 2020, 18:00 (Beijing time)"
