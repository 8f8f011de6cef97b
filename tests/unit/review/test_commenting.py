"""The desk: what reaches the log, and what a comment is called."""

from dataclasses import dataclass, field

from plumbing.clock import FixedClock
from review.domain.fold import UNCHANGED, Accepted, LogEvent, Refused, Verdict
from review.handlers import office
from review.handlers.commenting import cleaned, comment, comment_event
from review.handlers.desk import Desk

from tests.unit.review.campaign_play import CAMPAIGN, NOON, Play


@dataclass
class DirectLog:
    """A log that folds at once."""

    play: Play
    appended: list[LogEvent] = field(default_factory=list)

    async def append(self, event: LogEvent) -> Verdict:
        self.appended.append(event)
        return self.play.fold(event)


def desk_over(play: Play) -> tuple[Desk, DirectLog]:
    log = DirectLog(play)
    return Desk(log, play.state, FixedClock(NOON)), log


async def test_the_same_words_by_the_same_citizen_are_one_comment_however_they_are_typed() -> None:
    desk, log = desk_over(Play().discussed())
    first = comment_event(desk, (CAMPAIGN, "e0"), "citizen", "说得好\r\n很好 ")
    again = comment_event(desk, (CAMPAIGN, "e0"), "citizen", "说得好\n很好")
    other = comment_event(desk, (CAMPAIGN, "e0"), "neighbour", "说得好\n很好")
    assert first.comment_id == again.comment_id != other.comment_id
    assert await comment(desk, first) == Accepted()
    assert await comment(desk, again) is UNCHANGED
    assert len(log.appended) == 2


def test_what_nobody_sees_is_left_out_of_a_comment() -> None:
    assert cleaned("\u202e说得\x00好\x1b\n很好\t") == "说得好\n很好"


async def test_a_comment_that_cannot_be_made_leaves_nothing_on_the_log() -> None:
    desk, log = desk_over(Play().discussed())
    refused = await comment(desk, comment_event(desk, (CAMPAIGN, "e4"), "citizen", "说得好"))
    assert refused == Refused("entry-not-discussed")
    assert log.appended == []


async def test_a_command_for_an_unknown_campaign_leaves_nothing_on_the_log() -> None:
    desk, log = desk_over(Play())
    assert await office.end_discussion(desk, "nowhere", "office") == Refused("campaign-unknown")
    assert log.appended == []


async def test_a_bulk_command_is_one_record() -> None:
    desk, log = desk_over(Play().discussed())
    await office.choose_finalists(desk, CAMPAIGN, ["e0", "e1"], "office")
    assert len(log.appended) == 1
