"""A mail that is dropped in: read without following anything, guessed at, looked over by a clerk."""

from collections.abc import Mapping
from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.adapters.mail import read_mail
from intake.domain.mail import Mail, guess_of
from intake.handlers.ports import FileFault

from tests.unit.intake.attachment_files import MACRO_TYPE, docx, pdf
from tests.unit.intake.door import Door

BODY = """您好：
表述语（16字以内）：“山海相拥，向海图强”
简要阐释：取山海之意。
言奋斗之志。
姓名：示例甲
工作单位：示例单位
手机：154-0000-0009
"""
PATH = "/office/registration/mail?campaign=k-2026"


def mail(files: Mapping[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "示例寄信人 <someone@example.invalid>"
    message["Subject"] = "征集投稿"
    message["Date"] = "Thu, 31 May 2096 20:30:00 -0800"
    message.set_content(BODY)
    for name, content in (files or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"{name}.bin")
    return bytes(message)


def said(text: str, subject: str = "", sender: str = "示例寄信人") -> Mail:
    return Mail(sender, subject, text, None, ())


def test_a_mail_is_read_with_its_sender_its_day_its_text_and_its_files() -> None:
    found = read_mail(mail({"说明": pdf()}))
    assert (found.sender, found.subject, found.sent_on) == ("示例寄信人", "征集投稿", date(2096, 6, 1))
    assert found.text.replace("\r", "") == BODY
    assert [(one.name, one.content) for one in found.files] == [("说明.bin", pdf())]


def test_of_a_page_the_words_are_taken_and_nothing_else() -> None:
    message = EmailMessage()
    message["From"] = "someone@example.invalid"
    page = "<style>p{}</style><p>表述语：山海同歌</p><script>alert(1)</script><img src=http://example.invalid/x>&amp;"
    message.set_content(page, subtype="html")
    found = read_mail(bytes(message))
    assert (found.sender, found.text.split()) == ("", ["表述语：山海同歌&"])


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "x-unknown"])
def test_mails_that_name_their_characters_wrongly_are_read(charset: str) -> None:
    raw = "表述语：山海同歌".encode("gb18030")
    head = f"From: a@example.invalid\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read_mail(head.encode() + raw).text == "表述语：山海同歌"


@pytest.mark.parametrize("content", [b"", b"no mail at all", pdf(), b"\0" * 100])
def test_what_is_no_mail_is_refused(content: bytes) -> None:
    with pytest.raises(FileFault) as refused:
        read_mail(content)
    assert refused.value.code == "file-damaged"


def test_a_mail_of_many_parts_is_refused() -> None:
    with pytest.raises(FileFault) as refused:
        read_mail(mail({f"f{number}": b"x" for number in range(101)}))
    assert refused.value.code == "file-expands-too-much"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_comes_as_a_mail_is_read_or_refused(noise: bytes) -> None:
    codes = set[str]()
    for content in (noise, b"From: a@example.invalid\n" + noise, mail()[:200] + noise):
        try:
            read_mail(content)
        except FileFault as refused:
            codes.add(refused.code)
    assert codes <= {"file-damaged", "file-expands-too-much"}


def test_labelled_lines_are_believed() -> None:
    found = guess_of(said(BODY))
    assert (found.phrase, found.explanation) == ("山海相拥，向海图强", "取山海之意。\n言奋斗之志。")
    assert (found.name, found.workplace, found.phone) == ("示例甲", "示例单位", "15400000009")


@pytest.mark.parametrize(
    ("text", "subject", "phrase"),
    [("我投“山海相拥 向海图强”", "投稿", "山海相拥 向海图强"), ("正文", "投稿《港城新韵》四个字", "港城新韵"),
     ("正文", "投稿", "")],
)  # fmt: skip
def test_else_the_phrase_is_what_stands_in_quotation_marks(text: str, subject: str, phrase: str) -> None:
    found = guess_of(said(text, subject))
    assert (found.phrase, found.explanation, found.name, found.phone) == (phrase, text, "示例寄信人", "")


@pytest.fixture
def door() -> Door:
    found = Door()
    found.opens()
    return found


def dropped(door: Door, content: bytes) -> Any:
    return door.browser("screener").post(PATH, files={"mail": ("来稿.eml", content)})


def test_the_form_is_filled_looked_over_and_entered_with_the_files(door: Door) -> None:
    shown = dropped(door, mail({"说明": pdf(), "宏": docx(MACRO_TYPE)}))
    assert shown.status_code == 200
    for value in ("山海相拥，向海图强", "示例甲", "示例单位", "15400000009", "2096-06-01"):
        assert f'value="{value}"' in shown.text
    assert ("言奋斗之志。" in shown.text, "说明.bin" in shown.text, "未收附件" in shown.text) == (True, True, True)
    key = shown.text.split('name="held" value="')[1].split('"')[0]
    form = {"phrase": "山海相拥，向海图强", "name": "示例甲", "phone": "15400000009", "channel": "email",
            "received_on": "2096-06-01", "held": key}  # fmt: skip
    answer = door.browser("screener").post("/office/registration", data=form, files={"files": ("原件.pdf", pdf(b"%s"))})
    assert answer.status_code == 303, answer.text
    [entry] = door.desk.state.entries_of("k-2026")
    assert entry.filed.channel == "email"
    assert len(door.desk.campaign("k-2026").files[entry.filed.entry_id]) == 2


def test_what_is_no_mail_is_said_beside_its_field(door: Door) -> None:
    for content in (b"", pdf()):
        answer = dropped(door, content)
        assert (answer.status_code, 'id="mail-error"' in answer.text) == (422, True)


@pytest.mark.parametrize("role", ["citizen", "unit", "judge"])
def test_only_the_office_drops_mails_in(door: Door, role: str) -> None:
    assert door.browser(role).post(PATH, files={"mail": ("来稿.eml", mail())}).status_code == 403


def test_a_letter_comes_with_its_scanned_original_or_is_told_why_not(door: Door) -> None:
    form = {
        "phrase": "港城新韵",
        "name": "示例乙",
        "phone": "15400000009",
        "channel": "letter",
        "received_on": "2096-06-01",
    }
    clerk = door.browser("organiser")
    wrong = clerk.post("/office/registration", data=form, files={"files": ("原件.exe", b"MZ")})
    assert (wrong.status_code, 'id="files-error"' in wrong.text, door.desk.state.entries_of("k-2026")) == (
        422,
        True,
        (),
    )
    right = clerk.post("/office/registration", data=form, files={"files": ("原件.pdf", pdf())})
    assert right.status_code == 303
    [entry] = door.desk.state.entries_of("k-2026")
    assert "原件.pdf" in clerk.get(f"/submissions/{entry.filed.receipt_no}").text
