"""敏感词: the file, what it finds however it is written, and that a hit only marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.adapters.characters import FOLDING
from review.adapters.shipped import sample_text, sample_words
from review.domain.fold import UNCHANGED, Accepted
from review.domain.sensitive import WORDS_AT_MOST, LineFault, Matcher, Word, read_list
from review.domain.words import WordsListed
from review.handlers.words import decoded

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play
from tests.unit.review.office_play import office

AB = st.text("甲乙丙", max_size=6)
LIST = "# 说明\n示例词\t类别\n\n另一词\n示例词\t又一类\n"


def found(text: str, *words: str) -> list[str]:
    return [text[find.start : find.end] for find in Matcher(map(Word, words), FOLDING).find(text)]


@pytest.mark.parametrize("text", ["请加微信领取", "请加 微-信", "請加・微　信", "加​微​信", "【加】微*信"])
def test_a_word_is_found_through_separators_width_and_traditional_forms(text: str) -> None:
    assert len(found(text, "加微信")) == 1


def test_latin_letters_are_found_in_full_width_and_any_case() -> None:
    assert found("联系ＱＱ号", "qq") == ["ＱＱ"]


@given(st.lists(AB.filter(lambda one: len(one) > 1), max_size=5, unique=True), st.text("甲乙丙", max_size=20))
def test_one_walk_finds_what_looking_for_each_word_finds(words: list[str], text: str) -> None:
    wanted = sorted((word, at) for word in words for at in range(len(text)) if text.startswith(word, at))
    finds = Matcher(map(Word, words), FOLDING).find(text)
    assert sorted((find.word.text, find.start) for find in finds) == wanted


def test_a_list_is_one_word_a_line_with_its_kind_and_remarks() -> None:
    assert read_list(LIST, FOLDING) == ((Word("示例词", "类别"), Word("另一词")), ())


def test_lines_that_are_no_words_are_named() -> None:
    _, faults = read_list("词\n" + "长" * 31 + "\n!!\n", FOLDING)
    assert faults == (
        LineFault(1, "word-too-short"), LineFault(2, "word-too-long"), LineFault(3, "word-too-short"),
    )  # fmt: skip
    many = "\n".join(f"示例词{number}" for number in range(WORDS_AT_MOST + 1))
    assert read_list(many, FOLDING)[1] == (LineFault(WORDS_AT_MOST + 1, "word-list-full"),)


def test_a_file_is_read_in_both_encodings_and_nothing_else() -> None:
    assert decoded("示例词".encode("utf-8-sig")) == decoded("示例词".encode("gb18030")) == "示例词"
    assert decoded(b"PK\x03\x04\x00") is decoded(b"\xff\xff\xff") is None


def test_the_sample_is_read_without_fault_and_holds_until_a_list_is_uploaded() -> None:
    assert read_list(sample_text(), FOLDING)[1] == ()
    it = office(Play())
    assert it.parts.marks.words(it.parts.desk.state.campaigns[CAMPAIGN]).words == sample_words()


def test_each_upload_is_a_version_and_the_same_again_is_none() -> None:
    play = Play()
    event = WordsListed(CAMPAIGN, (Word("示例词"),), "办公室", "zhu", NOON)
    assert play.fold(event) == Accepted()
    assert play.fold(event) is UNCHANGED
    play.fold(WordsListed(CAMPAIGN, (), "", "zhu", NOON))
    assert play.campaign.words is not None
    assert (play.campaign.words.version, play.campaign.words.words) == (2, ())


def test_a_hit_marks_the_entry_and_refuses_nothing() -> None:
    it = office(Play())
    url = f"/api/v1/review/{CAMPAIGN}"
    answer = it.post(f"{url}/words", json={"text": "作品3\t示例", "source": "办公室"})
    assert (answer.status_code, answer.json()["version"]) == (201, 1)
    assert it.post(f"{url}/words", json={"text": "作品3\t示例"}).status_code == 200
    marked = it.get(f"{url}/entries?sensitive=true", "screener").json()["entries"]
    assert [(one["entry_id"], one["sensitive"]) for one in marked] == [("e3", ["作品3"])]
    passed = it.post(f"{url}/screenings", json={"decisions": [{"entry_id": "e3", "decision": "pass"}]})
    assert passed.json() == {"accepted": 1, "refused": []}


def test_a_list_with_a_faulty_line_is_not_taken_and_the_line_is_named() -> None:
    it = office(Play())
    answer = it.post(f"/api/v1/review/{CAMPAIGN}/words", json={"text": "示例词\n词\n"})
    assert (answer.status_code, answer.json()["code"], answer.json()["ids"]) == (422, "word-too-short", ["2"])
    page = it.post(f"/office/words?campaign={CAMPAIGN}", files={"file": ("词表.txt", "示例词\n词\n".encode())})
    assert page.status_code == 422
    assert "第 2 行" in page.text
    assert it.log.events == []


def test_the_office_uploads_a_file_and_gets_it_back() -> None:
    it = office(Play())
    sent = it.post(f"/office/words?campaign={CAMPAIGN}", files={"file": ("词表.txt", LIST.encode("gb18030"))})
    assert sent.status_code == 303
    got = it.get(f"/office/words/list.txt?campaign={CAMPAIGN}")
    assert got.text == "示例词\t类别\n另一词\n"
    assert it.get(f"/office/words?campaign={CAMPAIGN}", "screener").status_code == 403
