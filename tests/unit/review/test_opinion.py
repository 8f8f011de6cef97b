"""Comments: stance, replies of the office, sensitive hits in the queue, and what they all come to."""

from review.domain.events import CommentAnswered, CommentMade, Stance
from review.domain.fold import UNCHANGED, Accepted, Refused, Verdict
from review.domain.opinion import opinion_of
from review.handlers.journal import decode

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play
from tests.unit.review.office_play import Office, office

API = f"/api/v1/discussion/{CAMPAIGN}/entries/e0"


def says(play: Play, author: str, text: str, stance: Stance | None = None) -> str:
    name = f"{author}-{text}"
    play.fold(CommentMade(CAMPAIGN, "e0", name, author, text, NOON, stance))
    play.moderate(name, "show")
    return name


def spoken() -> Play:
    play = Play().discussed()
    says(play, "jia", "山海连云写得好，海港气质足", "support")
    says(play, "yi", "很喜欢山海连云这一句", "support")
    says(play, "yi", "海港气质再多一点", "suggest")
    says(play, "bing", "太长了", "object")
    says(play, "ding", "山海，加 微 信")
    return play


def test_a_summary_counts_stances_commenters_and_the_words_that_several_use() -> None:
    opinion = opinion_of(spoken().campaign.comments.values())
    assert (opinion.comments, opinion.commenters, opinion.unsaid) == (5, 4, 1)
    assert opinion.stances == {"support": 2, "suggest": 1, "object": 1}
    assert opinion.words[0] == ("山海", 3)
    assert ("山海连云", 2) in opinion.words
    assert ("海港气质", 2) in opinion.words
    assert "山海连" not in dict(opinion.words)


def test_only_comments_that_show_are_counted_and_the_public_counts_the_same() -> None:
    play = spoken()
    play.comment("e0", "还没有审核的留言")
    it = office(play)
    assert it.get(f"{API}/opinion", "citizen").json()["comments"] == 5
    play.moderate("bing-太长了", "hide")
    answer = it.get(f"{API}/opinion", "citizen").json()
    assert (answer["comments"], answer["object"], answer["support"]) == (4, 0, 2)


def test_a_citizen_may_state_where_he_stands() -> None:
    it = office(Play().discussed())
    made = it.post(f"{API}/comments", "citizen", "jia", json={"text": "说得好", "stance": "support"})
    assert (made.status_code, made.json()["stance"]) == (201, "support")
    assert it.post(f"{API}/comments", "citizen", "jia", json={"text": "又说", "stance": "loud"}).status_code == 422
    page = it.post(f"/entries/{CAMPAIGN}/e0", "citizen", "jia", data={"text": "", "stance": "object"})
    assert page.status_code == 422
    assert 'value="object" checked' in page.text
    assert it.post(f"/entries/{CAMPAIGN}/e0", "citizen", "jia", data={"text": "还好", "stance": ""}).status_code == 303


def test_a_comment_of_an_older_log_takes_no_stance() -> None:
    old = (
        '{"campaign_id":"c1","entry_id":"e0","comment_id":"k","author_ref":"a","text":"好",'
        '"at":"2026-06-01T12:00:00Z","what":"comment-made"}'
    )
    event = decode(old.encode())
    assert isinstance(event, CommentMade)
    assert event.stance is None


def answers(play: Play, text: str) -> Verdict:
    return play.fold(CommentAnswered(CAMPAIGN, "bing-太长了", text, "zhu", NOON))


def test_a_reply_has_versions_and_an_empty_one_takes_it_back() -> None:
    play = spoken()
    comment = play.campaign.comments["bing-太长了"]
    assert answers(play, "") is UNCHANGED
    assert answers(play, "谢谢，正在修改") == Accepted()
    assert answers(play, "谢谢，正在修改") is UNCHANGED
    answers(play, "已经改短")
    assert [one.text for one in comment.replies] == ["谢谢，正在修改", "已经改短"]
    answers(play, "")
    assert comment.reply is None
    assert answers(play, "长" * 501) == Refused("reply-too-long")
    assert play.fold(CommentAnswered(CAMPAIGN, "nobody", "好", "zhu", NOON)) == Refused("comment-unknown")


def replied(it: Office) -> None:
    where = f"/office/comments/bing-太长了?campaign={CAMPAIGN}"
    assert it.post(where, data={"text": "已经改短"}).status_code == 303
    assert it.post(where, "screener", data={"text": "已经改短"}).status_code == 403
    long = it.post(where, data={"text": "长" * 501})
    assert (long.status_code, "长" * 501 in long.text) == (422, True)
    assert "已经改短" in it.get(where).text


def test_the_reply_shows_under_the_comment() -> None:
    it = office(spoken())
    replied(it)
    page = it.get(f"/entries/{CAMPAIGN}/e0", "citizen").text
    assert "征集办公室答复" in page
    assert "4 人留言" in page
    shown = it.get(f"{API}/comments", "citizen").json()["comments"]
    assert [one["reply"]["text"] for one in shown if one["reply"]] == ["已经改短"]
    url = f"/api/v1/review/{CAMPAIGN}/comments/bing-太长了/replies"
    assert it.post(url, json={"text": "已经改短"}).status_code == 200
    assert it.post(url, json={"text": "已改"}).json()["reply"]["version"] == 2


def test_sensitive_words_are_marked_in_the_moderators_queue_and_nowhere_else() -> None:
    it = office(spoken())
    page = it.get(f"/office/comments?campaign={CAMPAIGN}&status=shown&sensitive=true", "screener").text
    assert "<mark>加 微 信</mark>" in page
    assert "太长了" not in page
    held = it.get(f"/api/v1/review/{CAMPAIGN}/comments?status=shown", "screener").json()["comments"]
    assert [one["sensitive"] for one in held if one["sensitive"]] == [["加微信"]]
    assert "<mark>" not in it.get(f"/entries/{CAMPAIGN}/e0", "citizen").text
