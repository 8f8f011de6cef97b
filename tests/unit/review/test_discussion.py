"""社会讨论: what shows, who may speak, and that nothing shows unread."""

from review.domain.discussion import COMMENT_LIMIT, COMMENTS_EACH, shown_comments
from review.domain.fold import UNCHANGED, Accepted, Refusal, Refused

from tests.unit.review.campaign_play import Play


def shown(play: Play, entry: str) -> list[str]:
    return [comment.text for comment in shown_comments(play.campaign, play.campaign.entries[entry])]


def test_only_what_passed_is_published_and_a_list_is_taken_whole_or_not() -> None:
    play = Play()
    play.let_pass("e0")
    assert play.publish("e0", "e1") == Refused("entry-not-passed", ("e1",))
    assert list(play.campaign.discussed()) == []
    assert play.publish("e0") == Accepted(True, ("e0",))
    assert play.publish("e0") == Accepted(False)


def test_a_comment_shows_only_after_moderation_and_can_be_hidden_again() -> None:
    play = Play().discussed()
    play.comment("e0")
    assert shown(play, "e0") == []
    play.moderate("e0-citizen-说得好", "show")
    assert shown(play, "e0") == ["说得好"]
    play.moderate("e0-citizen-说得好", "hide")
    assert shown(play, "e0") == []
    assert play.moderate("e0-citizen-说得好", "hide") == Accepted(False, ("e0-citizen-说得好",))


def test_moderating_an_unknown_comment_is_refused_line_by_line() -> None:
    assert Play().moderate("nobody", "show") == Accepted(False, (), (Refusal("nobody", "comment-unknown"),))


def test_the_same_comment_again_is_the_same_comment() -> None:
    play = Play().discussed()
    play.comment("e0")
    assert play.comment("e0") is UNCHANGED
    assert len(play.campaign.comments) == 1


def test_a_comment_has_five_hundred_characters_at_most() -> None:
    play = Play().discussed()
    assert play.comment("e0", "长" * COMMENT_LIMIT) == Accepted()
    assert play.comment("e1", "长" * (COMMENT_LIMIT + 1)) == Refused("comment-too-long")
    assert play.comment("e1", " \n ") == Refused("comment-empty")


def test_a_citizen_comments_five_times_on_an_entry_at_most() -> None:
    play = Play().discussed()
    assert [play.comment("e0", f"第{n}条") for n in range(COMMENTS_EACH)] == [Accepted()] * COMMENTS_EACH
    assert play.comment("e0", "再说一条") == Refused("comments-enough")
    assert play.comment("e0", "再说一条", "neighbour") == Accepted()
    assert play.comment("e1", "再说一条") == Accepted()


def test_nobody_comments_on_what_is_not_published_or_after_the_end() -> None:
    play = Play().discussed()
    assert play.comment("e4") == Refused("entry-not-discussed")
    play.end()
    assert play.comment("e0") == Refused("discussion-closed")
    assert len(list(play.campaign.discussed())) == 4


def test_publishing_opens_an_ended_discussion_again() -> None:
    play = Play().discussed()
    play.end()
    assert play.publish("e0") == Accepted(True)
    assert play.comment("e0") == Accepted()


def test_an_entry_taken_back_is_gone_with_its_comments_and_comes_back_with_them() -> None:
    play = Play().discussed()
    play.comment("e0")
    assert play.take_back("e0") == Accepted(True, ("e0",))
    assert play.campaign.entries["e0"].status == "passed"
    play.publish("e0")
    play.moderate("e0-citizen-说得好", "show")
    assert shown(play, "e0") == ["说得好"]
