"""The certificate on paper: what stands on it, literally, and the same bytes every time."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from notify.adapters.typesetter import Typesetter
from notify.domain.certificates import certificate_of
from notify.handlers.ports import Paper

from tests.unit.notify import facts
from tests.unit.notify.pdf_text import pages_of, text_of
from tests.unit.png import png_of_one_red_dot, qr_codes

URL = "https://zhengji.example"


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(URL)


def rendered(typesetter: Typesetter, phrase: str = facts.PHRASE, name: str = "示例甲") -> bytes:
    certificate = replace(certificate_of(facts.prize()), phrase=phrase)
    return typesetter.pdf(Paper(certificate, facts.campaign(), name))


def test_it_says_who_for_what_by_whom_when_and_under_which_number(typesetter: Typesetter) -> None:
    text = text_of(rendered(typesetter))
    number = certificate_of(facts.prize()).number
    for expected in (
        "荣誉证书",
        "示例甲：",
        facts.PHRASE,
        "中选作品",
        "在“新时代连云港精神”征集活动中被评为",
        "连云港市文明办",
        "二〇二〇年十二月二十八日",
        number,
        URL,
    ):
        assert expected in text


@pytest.mark.parametrize(
    "phrase",
    [
        "#let x = 1; #x",
        "$a^2$ *粗体* _下划_",
        "\"双引\" '单引' “弯引”",
        "`码` @引 <标> = 题 - 列",
        "// 注 /* 注 */ \\u{41} \\n ~",
        '#sys.inputs #image("/etc/passwd")',
        "龘靐齉㛃䶮𠮷犇骉淼",
        "{{ 花 }} {% 括 %} [方] <b>角</b>",
    ],
)
def test_what_a_citizen_wrote_is_printed_literally(typesetter: Typesetter, phrase: str) -> None:
    assert f"“{phrase}”" in text_of(rendered(typesetter, phrase=phrase))


def test_a_name_is_printed_literally_too(typesetter: Typesetter) -> None:
    assert '示例#$*"䶮' in text_of(rendered(typesetter, name='示例#$*"䶮'))


def test_the_same_certificate_has_the_same_bytes(typesetter: Typesetter) -> None:
    assert rendered(typesetter) == rendered(typesetter)


def test_another_process_makes_the_same_bytes(typesetter: Typesetter) -> None:
    program = (
        "import sys, hashlib\n"
        "from notify.adapters.typesetter import Typesetter\n"
        "from tests.unit.notify.test_certificate_paper import rendered\n"
        f"print(hashlib.sha256(rendered(Typesetter({URL!r}))).hexdigest())\n"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(rendered(typesetter)).hexdigest()


def test_another_name_or_date_makes_another_paper(typesetter: Typesetter) -> None:
    assert rendered(typesetter) != rendered(typesetter, name="示例乙")


@pytest.mark.parametrize("length", [1, 16, 24, 25, 60, 61, 200])
def test_a_phrase_of_any_length_stays_on_one_page(typesetter: Typesetter, length: int) -> None:
    pdf = rendered(typesetter, phrase="长" * length)
    assert pages_of(pdf) == 1
    assert text_of(pdf).count("长") == length


def test_a_campaign_without_issuers_and_with_a_long_title_still_fits(typesetter: Typesetter) -> None:
    campaign = replace(facts.campaign(), issuers=(), title="很长的征集活动名称" * 6)
    pdf = typesetter.pdf(Paper(certificate_of(facts.prize()), campaign, "示例甲"))
    assert pages_of(pdf) == 1


def test_it_can_be_looked_at_as_a_picture(typesetter: Typesetter) -> None:
    png = typesetter.png(Paper(certificate_of(facts.prize()), facts.campaign(), "示例甲"))
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 1684


def test_it_is_an_archival_pdf(typesetter: Typesetter) -> None:
    pdf = rendered(typesetter)
    assert re.search(rb"pdfaid:part>2<", pdf)
    assert re.search(rb"pdfaid:conformance>U<", pdf)


def test_a_character_that_no_font_has_is_named_at_the_foot(typesetter: Typesetter) -> None:
    text = text_of(rendered(typesetter, phrase="山\U000323b0海", name="示\U000323af"))
    assert "“山〓海”" in text
    assert "示〓：" in text
    assert {"U+323AF", "U+323B0"} <= set(re.findall(r"U\+[0-9A-F]+", text))


def test_its_qr_code_leads_to_its_verification_page(typesetter: Typesetter) -> None:
    certificate = certificate_of(facts.prize())
    picture = typesetter.png(Paper(certificate, facts.campaign(), "示例甲"))
    assert qr_codes(picture) == [f"{URL}/certificates/{certificate.number}"]


def test_all_authors_are_named(typesetter: Typesetter) -> None:
    assert "示例甲、示例乙、示例丙：" in text_of(rendered(typesetter, name="示例甲、示例乙、示例丙"))


def test_without_a_seal_its_place_is_marked(typesetter: Typesetter) -> None:
    assert "盖章处" in text_of(rendered(typesetter))
    certificate = certificate_of(facts.prize())
    sealed = typesetter.pdf(Paper(certificate, facts.campaign(), "示例甲", png_of_one_red_dot()))
    assert "盖章处" not in text_of(sealed)
    assert sealed.count(b"/Subtype/Image") == 1


def test_what_is_no_picture_is_no_seal(typesetter: Typesetter) -> None:
    assert typesetter.fits(png_of_one_red_dot())
    assert not typesetter.fits(b"\x89PNG\r\n\x1a\n and then words")
    assert not typesetter.fits(b"GIF89a")
