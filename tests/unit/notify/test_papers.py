"""Certificates made, checked as files, taken back and issued again, one by one and by the hundred."""

import time
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from notify.domain.certificates import certificate_number
from notify.domain.paper_events import CertificateRevoked, PapersMade
from notify.handlers.ports import NotEver, NotNow

from tests.unit.notify import facts
from tests.unit.notify.counter import Counter, bearer
from tests.unit.notify.ledger_feed import learned
from tests.unit.notify.pdf_codes import codes_of
from tests.unit.notify.pdf_text import text_of
from tests.unit.png import png_of_one_red_dot

NUMBER = certificate_number(facts.prize())
API = "/api/v1/certificates"


@pytest.fixture
def counter() -> Counter:
    return Counter(learned(facts.campaign(), "c1"), learned(facts.prize(), "p1"))


def made(counter: Counter, number: str = NUMBER) -> bytes:
    answer = counter.get(f"{API}/{number}/pdf")
    assert answer.status_code == 200, answer.text
    return answer.content


def outcome(counter: Counter, pdf: bytes, number: str = "") -> str:
    answer = counter.client.post(f"{API}/check", files={"file": ("c.pdf", pdf)}, data={"number": number})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["outcome"])


def revoke(counter: Counter, *, reissue: bool) -> dict[str, str]:
    body = {"reason": "姓名有误", "reissue": reissue}
    answer = counter.post(f"{API}/{NUMBER}/revocation", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_file_that_was_handed_out_is_genuine_and_its_digest_is_on_the_log_once(counter: Counter) -> None:
    assert outcome(counter, made(counter)) == "genuine"
    made(counter)
    (event,) = counter.log.events
    assert isinstance(event, PapersMade)
    assert (counter.phonebook.asked[0].purpose, counter.phonebook.asked[0].reference) == ("certificate", "e1")


def test_a_changed_file_and_a_revoked_number_are_told_apart(counter: Counter) -> None:
    pdf = made(counter)
    changed = pdf + b"\n"
    assert outcome(counter, changed) == "changed"
    revoke(counter, reissue=False)
    assert outcome(counter, pdf) == "revoked"
    assert outcome(counter, changed) == "changed"


def test_a_file_that_bears_no_number_of_ours_is_unknown_or_judged_by_the_number_typed(counter: Counter) -> None:
    assert outcome(counter, b"%PDF-1.7 something else") == "unknown"
    assert outcome(counter, b"%PDF-1.7 something else", NUMBER.lower()) == "changed"


def test_a_revoked_number_says_why_when_and_what_stands_in_its_place(counter: Counter) -> None:
    revoked = revoke(counter, reissue=True)
    answer = counter.get(f"{API}/{NUMBER}", role="").json()
    assert (answer["valid"], answer["revoked_for"], answer["replaced_by"]) == (
        False,
        "姓名有误",
        revoked["replaced_by"],
    )
    new = counter.get(f"{API}/{revoked['replaced_by']}", role="").json()
    assert (new["valid"], new["phrase"]) == (True, facts.PHRASE)
    assert outcome(counter, made(counter, revoked["replaced_by"])) == "genuine"
    (event, _paper) = counter.log.events
    assert isinstance(event, CertificateRevoked)
    assert (event.actor, event.reason) == ("zhu", "姓名有误")


def test_a_revoked_certificate_is_neither_made_nor_revoked_again(counter: Counter) -> None:
    revoke(counter, reissue=False)
    again = counter.post(f"{API}/{NUMBER}/revocation", json={"reason": "再次撤销"})
    for answer in (again, counter.get(f"{API}/{NUMBER}/pdf")):
        assert (answer.status_code, answer.json()["code"]) == (409, "certificate-revoked")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [(b"", "文件真实", "The file is genuine"), (b"x", "文件与签发的不一致", "The file was changed")],
)
def test_the_page_says_what_a_file_is(counter: Counter, language: str, change: bytes, zh: str, en: str) -> None:
    files = {"file": ("c.pdf", made(counter) + change, "application/pdf")}
    page = counter.client.post("/certificates/check", files=files, headers={"Accept-Language": language})
    assert (zh if language == "zh" else en) in page.text


def test_a_file_above_two_megabytes_is_refused(counter: Counter) -> None:
    answer = counter.client.post(f"{API}/check", files={"file": ("c.pdf", bytes(2 * 1024 * 1024 + 1))})
    assert (answer.status_code, answer.json()["code"]) == (413, "file-too-large")


@pytest.mark.parametrize(
    ("content", "status", "zh"),
    [(None, 422, "请选择一个文件"), (b"", 422, "请选择一个文件"), (bytes(2 * 1024 * 1024 + 1), 413, "文件过大")],
)
def test_the_page_says_what_is_wrong_with_a_file(counter: Counter, content: bytes | None, status: int, zh: str) -> None:
    files = {} if content is None else {"file": ("c.pdf" if content else "", content, "application/pdf")}
    answer = counter.client.post("/certificates/check", files=files, data={"number": ""})
    assert answer.status_code == status
    assert "file-error" in answer.text
    assert zh in answer.text


def test_who_loads_the_answer_of_a_check_anew_finds_the_form(counter: Counter) -> None:
    answer = counter.client.get("/certificates/check")
    assert (answer.status_code, 'name="file"' in answer.text) == (200, True)


def test_the_office_sets_a_seal_on_its_page_sees_it_and_takes_it_away(counter: Counter) -> None:
    path, campaign = "/office/notices/certificates", {"campaign": facts.campaign().campaign_id}
    assert counter.get(f"{path}/seal.png", params=campaign).status_code == 404
    wrong = counter.post(f"{path}/seal", data=campaign, files={"file": ("s.png", b"no picture")})
    assert (wrong.status_code, "印章须为 PNG 图片。" in wrong.text) == (422, True)
    assert (
        counter.post(f"{path}/seal", data=campaign, files={"file": ("s.png", png_of_one_red_dot())}).status_code == 303
    )
    assert counter.get(f"{path}/seal.png", params=campaign).content == png_of_one_red_dot()
    assert "seal.png" in counter.get(path).text
    assert counter.post(f"{path}/seal", data={**campaign, "remove": "true"}).status_code == 303
    assert "seal.png" not in counter.get(path).text


def test_what_was_typed_for_a_revocation_stays_when_it_is_too_short(counter: Counter) -> None:
    path = "/office/notices/certificates"
    answer = counter.post(f"{path}/{NUMBER}/revocation", data={"reason": "误", "reissue": "true"})
    assert answer.status_code == 422
    assert f'href="#reason-{NUMBER}"' in answer.text
    assert 'value="误"' in answer.text
    assert counter.log.events == []


def test_a_download_of_nothing_is_told(counter: Counter) -> None:
    answer = counter.post("/office/notices/certificates/batch", data={"campaign": facts.campaign().campaign_id})
    assert (answer.status_code, "请至少勾选一份证书。" in answer.text) == (422, True)


def test_a_seal_is_set_on_what_is_made_from_then_on(counter: Counter) -> None:
    before = made(counter)
    headers = bearer("organiser")
    path = f"{API}/seal?campaign_id=lyg-demo"
    refused = counter.client.put(path, files={"file": ("s.png", b"no picture")}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "seal-unreadable")
    assert counter.client.put(path, files={"file": ("s.png", png_of_one_red_dot())}, headers=headers).status_code == 204
    after = made(counter)
    assert ("盖章处" in text_of(before), "盖章处" in text_of(after)) == (True, False)
    assert (outcome(counter, before), outcome(counter, after)) == ("genuine", "genuine")


@pytest.mark.parametrize(
    ("trouble", "status", "code"),
    [(NotEver("contact-erased"), 410, "contact-erased"), (NotNow("intake-unreachable"), 503, "contact-unavailable")],
)
def test_without_a_name_there_is_no_paper(counter: Counter, trouble: Exception, status: int, code: str) -> None:
    counter.phonebook.troubles = [trouble]
    answer = counter.get(f"{API}/{NUMBER}/pdf")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_office_page_revokes_and_lists(counter: Counter) -> None:
    path = "/office/notices/certificates"
    assert f'value="{NUMBER}"' in counter.get(path).text
    answer = counter.post(f"{path}/{NUMBER}/revocation", data={"reason": "姓名有误", "reissue": "true"})
    assert answer.status_code == 303
    assert "姓名有误" in counter.get(path).text
    page = counter.get(f"/certificates/{NUMBER}", headers={"Accept-Language": "en"}).text
    assert "The certificate was revoked" in page


def test_a_hundred_certificates_take_under_twenty_seconds_and_each_leads_to_its_own_page() -> None:
    prizes = [facts.prize("excellent", entry_id=f"e{index}") for index in range(100)]
    counter = Counter(learned(facts.campaign(), "c"), *(learned(one, one.entry_id) for one in prizes))
    numbers = [certificate_number(one) for one in prizes]
    start = time.perf_counter()
    answer = counter.post(f"{API}/batch", json={"numbers": numbers})
    seconds = time.perf_counter() - start
    assert answer.status_code == 200, answer.text
    archive, url = ZipFile(BytesIO(answer.content)), counter.parts.settings.public_url.rstrip("/")
    assert archive.namelist() == sorted(f"{number}.pdf" for number in numbers)
    assert seconds < 20, f"100 certificates in {seconds:.1f} s"
    read = {name: codes_of(archive.read(name)) for name in archive.namelist()}
    assert read == {f"{number}.pdf": [f"{url}/certificates/{number}"] for number in numbers}


def test_the_same_selection_comes_in_the_same_zip(counter: Counter) -> None:
    counter.ledger.apply(learned(facts.prize("excellent", entry_id="e2"), "p2"))
    numbers = [NUMBER, certificate_number(facts.prize("excellent", entry_id="e2"))]
    few = {"numbers": numbers}
    zips = {counter.post(f"{API}/batch", json=few).content, counter.post(f"{API}/batch", json=few).content}
    assert len(zips) == 1


def test_a_batch_names_who_was_erased_and_refuses_two_campaigns(counter: Counter) -> None:
    counter.phonebook.troubles = [NotEver("contact-erased")]
    archive = ZipFile(BytesIO(counter.post(f"{API}/batch", json={"numbers": [NUMBER]}).content))
    assert NUMBER in archive.read("not-made.txt").decode()
    other = replace(facts.prize(), campaign_id="other")
    counter.ledger.apply(learned(other, "p2"))
    both = {"numbers": [NUMBER, certificate_number(other)]}
    assert counter.post(f"{API}/batch", json=both).json()["code"] == "certificates-of-several-campaigns"


@pytest.mark.parametrize(
    ("role", "campaign", "status"), [("", None, 401), ("screener", None, 403), ("organiser", "x", 403)]
)
def test_only_the_organiser_of_the_campaign_takes_back(
    counter: Counter, role: str, campaign: str | None, status: int
) -> None:
    answer = counter.post(f"{API}/{NUMBER}/revocation", role, campaign, json={"reason": "姓名有误"})
    assert answer.status_code == status
    assert counter.log.events == []
