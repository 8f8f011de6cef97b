"""The words of every kind: places that there are, both languages, and a preview on real notices."""

from string import Formatter
from typing import get_args

import pytest
from notify.domain.notices import Kind
from notify.domain.table import TABLE
from notify.domain.wording import SUBJECTS, TEXTS, compose

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.test_wording import EVERY, notices


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_kind_of_the_table_has_both_languages_and_a_sample() -> None:
    kinds = set(get_args(Kind))
    assert set(SUBJECTS) == set(TEXTS) == kinds == {notice.kind for notice in notices()}
    assert {type(fact) for fact in EVERY} == set(TABLE)
    assert all(len(words) == 2 and all(words) for table in (SUBJECTS, TEXTS) for words in table.values())


@pytest.mark.parametrize("kind", get_args(Kind))
def test_no_template_has_a_place_that_nothing_fills_and_both_languages_have_the_same(kind: Kind) -> None:
    (notice,) = (one for one in notices() if one.kind == kind)
    known = set(compose(notice, facts.campaign(), "https://z.example").values)
    chinese, english = (places(template) for template in TEXTS[kind])
    assert chinese == english <= known
    assert chinese, "a notice names its campaign at least"


def test_a_place_that_nothing_fills_would_be_found() -> None:
    assert places("{title}{nobody}") - {"title"} == {"nobody"}


@pytest.fixture
def counter() -> Counter:
    return Counter(learned(facts.campaign(), "c1"), learned(facts.prize(), "a1"), learned(facts.vote_called(), "v1"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_every_kind_and_fills_in_the_newest_real_one(counter: Counter, lang: str) -> None:
    page = counter.get(f"/office/notices/wording?lang={lang}&campaign=lyg-demo").text
    assert all(f'id="k-{kind}"' in page for kind in get_args(Kind))
    assert "奖金20000元" in page
    assert "with a prize of 20,000 yuan" in page
    assert "【群众投票公告】" in page
    assert page.count("还没有这种通知" if lang == "zh" else "No such notice yet") == len(get_args(Kind)) - 3


def test_it_says_how_many_text_messages_a_notice_takes(counter: Counter) -> None:
    found = {one["kind"]: one for one in counter.get("/api/v1/notices/wording?campaign_id=lyg-demo").json()}
    award = found["awarded"]["zh"]
    assert award["characters"] == len(award["text"]) > 70
    assert award["messages"] == -(-award["characters"] // 67)
    assert (found["awarded"]["to"], found["awarded"]["zh"]["robot"]) == ("person", None)
    assert found["souvenir"]["zh"]["text"] is None


def test_the_words_are_the_office_s_to_see(counter: Counter) -> None:
    assert counter.get("/office/notices/wording", role="judge").status_code == 403
    assert counter.get("/api/v1/notices/wording", role="").status_code == 401
