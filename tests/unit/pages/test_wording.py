"""Names in Chinese inside English sentences."""

from pages.wording import marked, speaking


def test_what_is_chinese_on_an_english_page_is_marked_for_what_reads_aloud() -> None:
    with speaking("en"):
        assert marked("The “新时代” vote <b>") == 'The <span lang="zh-CN">“新时代”</span> vote &lt;b&gt;'


def test_on_a_chinese_page_nothing_is_marked_and_everything_is_escaped() -> None:
    assert marked("“新时代” <b>") == "“新时代” &lt;b&gt;"
