"""Bulletins and letters on paper: what stands on them, literally, and the same bytes every time."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from notify.adapters.office_papers import OfficePapers
from notify.domain.bulletins import Bulletin, Words
from notify.domain.figures import figures_of
from notify.domain.ledger import Ledger
from notify.domain.letters import Letter

from tests.unit.notify import facts
from tests.unit.notify.counter import PRESS
from tests.unit.notify.pdf_text import pages_of, text_of
from tests.unit.notify.test_figures import history

EVERY = ("channels", "days", "units", "tiers", "votes", "awards")
LETTER = Letter("lyg-demo", 3, "haizhou", "海州区", 2, 8, 10, facts.CLOSES, facts.OPENS)
PAPERS = OfficePapers(PRESS)


def bulletin(text: str = "本周进展顺利。", **words: object) -> Bulletin:
    said = replace(facts.issued().words, text=text, tables=EVERY, **words)  # type: ignore[arg-type]
    ledger = Ledger()
    ledger.apply(replace(facts.issued(), words=said, figures=figures_of(history())))
    found = ledger.gazette.find("lyg-demo", "brief", 1)
    assert found is not None
    return found


def printed(one: Bulletin) -> bytes:
    return PAPERS.bulletin(one, one.current)


def test_it_has_number_date_editor_title_figures_both_lists_and_the_issuers() -> None:
    text = text_of(printed(bulletin("第一段。\n\n第二段。")))
    for expected in (
        facts.campaign().title, "简报", "第1期", "2020年6月1日", "征集活动办公室", "征集工作进展顺利",
        "第一段。", "第二段。",
        "共收到作品5件，其中有效4件、撤回1件", "东海县", "还差6件", "单位报送", "提名作品", "3,000", "4,000",
        "报：", "市委宣传部", "发：", "各报送单位", "连云港市文明办", "统计至第12条记录",
    ):  # fmt: skip
        assert expected in text, expected


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1; #x $a^2$ *粗体* _下划_",
        "\"双引\" '单引' “弯引” `码` @引 <标> = 题 - 列",
        '// 注 /* 注 */ \\u{41} \\n ~ {"data": [1]}',
        '#sys.inputs #image("/etc/passwd") [方] <b>角</b> 龘靐齉㛃䶮',
    ],
)
def test_what_the_office_wrote_is_printed_literally(text: str) -> None:
    said = text_of(printed(bulletin(text, title=text, editor=text, reported_to=(text,), sent_to=(text,))))
    # A paper breaks its lines where they are full, and leaves out the space at the end of one.
    assert said.replace(" ", "").count(text.replace(" ", "")) == 5


def test_a_character_that_no_font_has_is_named_and_nothing_else_changes() -> None:
    text = text_of(printed(bulletin("山\U000323b0海")))
    assert "山〓海" in text
    assert "U+323B0" in text


def test_the_same_bulletin_has_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\n"
        "from tests.unit.notify.test_bulletin_paper import bulletin, printed\n"
        "print(hashlib.sha256(printed(bulletin())).hexdigest())\n"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    mine = printed(bulletin())
    assert other.stdout.strip() == hashlib.sha256(mine).hexdigest()
    assert mine == printed(bulletin())
    assert re.search(rb"pdfaid:part>2<", mine)
    assert re.search(rb"pdfaid:conformance>U<", mine)


def test_a_long_one_goes_over_several_pages() -> None:
    pdf = printed(bulletin("\n".join(["各单位高度重视，广泛发动群众参与。" * 6] * 30)))
    assert pages_of(pdf) > 2


def test_one_without_lists_and_figures_still_prints() -> None:
    bare = Words("标题", "正文", "", (), (), ())
    ledger = Ledger()
    ledger.apply(replace(facts.issued(), words=bare, setting=replace(facts.issued().setting, issuers=())))
    one = ledger.gazette.find("lyg-demo", "brief", 1)
    assert one is not None
    assert "报：" not in text_of(printed(one))


def test_a_correction_says_so_and_keeps_the_date_of_issue() -> None:
    ledger = Ledger()
    for event in (facts.issued(), replace(facts.corrected(), at=facts.ISSUED)):
        ledger.apply(event)
    one = ledger.gazette.find("lyg-demo", "brief", 1)
    assert one is not None
    text = text_of(printed(one))
    assert "本期为第2版（2020年12月28日更正）。更正原因：数据有误" in text
    assert "2020年6月1日印发" in text


def test_a_letter_tells_the_unit_where_it_stands_and_names_nobody() -> None:
    pdf = PAPERS.letter(LETTER, facts.campaign())
    text = text_of(pdf)
    for expected in (
        "报送提醒函", "提醒函〔2020〕3号", "海州区：", "已报送作品2件，重点报送数为8—10件，还差6件。",
        "2020年5月31日24:00前", "连云港市文明办",
    ):  # fmt: skip
        assert expected in text, expected
    assert pdf == PAPERS.letter(LETTER, facts.campaign())
    assert facts.AUTHOR not in text


@pytest.mark.parametrize(
    ("quota_min", "quota_max", "said"),
    [(None, None, "已报送作品2件。"), (1, None, "重点报送数为1件以上。"), (None, 3, "重点报送数为不超过3件。"),
     (2, 2, "重点报送数为2件。")],
)  # fmt: skip
def test_a_letter_states_any_quota(quota_min: int | None, quota_max: int | None, said: str) -> None:
    letter = replace(LETTER, quota_min=quota_min, quota_max=quota_max)
    assert said in text_of(PAPERS.letter(letter, facts.campaign()))
