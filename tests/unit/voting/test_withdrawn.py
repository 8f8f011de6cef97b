"""An entry that is withdrawn while the vote runs."""

from datetime import UTC, datetime, timedelta

from voting.domain.choices import checked
from voting.domain.contests import Candidate, Terms
from voting.domain.embargo import Count, shown
from voting.domain.result import certified
from voting.domain.sheet import CastVote, Sheet
from voting.domain.standings import Standing
from voting.domain.tally import PartitionTally
from voting.handlers.refusals import unfit

NOW = datetime(2026, 6, 10, 4, tzinfo=UTC)
ENTRIES = (Candidate("e0", "一", ""), Candidate("e1", "二", "", NOW), Candidate("e2", "三", ""))
TERMS = Terms("k", "k-vote", 2, "示例", NOW, NOW + timedelta(hours=1), 1, 2, "contest", "live", ENTRIES)


def test_a_vote_that_names_it_is_refused_and_told_why() -> None:
    assert checked(TERMS, ["e0", "e1"]) is None
    problem = unfit(TERMS, ["e0", "e1"])
    assert (problem.code, problem.status, problem.extra["ids"]) == ("entry-withdrawn", 422, ["e1"])
    assert unfit(TERMS, ["e0", "nobody"]).code == "wrong-choices"
    assert checked(TERMS, ["e0", "e2"]) == ("e0", "e2")


def test_it_holds_no_place_on_the_board_be_the_count_older_than_the_withdrawal() -> None:
    count = Count(9, (Standing("e1", 6, 1), Standing("e0", 2, 2), Standing("e2", 1, 3)), NOW)
    places = shown("delayed", None, count, TERMS.gone).places
    assert [(one.entry_id, one.rank, one.votes) for one in places] == [("e0", 1, 2), ("e2", 2, 1)]


def test_the_result_leaves_it_out_states_its_votes_and_keeps_the_others_of_its_ballots() -> None:
    tally = PartitionTally(0)
    votes = (CastVote("a", "r0", ("e1", "e0")), CastVote("b", "r1", ("e1",)), CastVote("c", "r2", ("e2",)))
    tally.apply(0, b"sheet", Sheet.of("k-vote", "s", "2026-06-10T04:00:00Z", votes))
    tally.apply(1, b"mark", Sheet("k-vote", "m", "2026-06-10T05:00:00Z", close_mark=True))
    result = certified("k-vote", ["e0", "e1", "e2"], [tally], TERMS.gone)
    assert result is not None
    assert (result.counted, [(one.entry_id, one.votes) for one in result.withdrawn]) == (3, [("e1", 2)])
    assert [(one.entry_id, one.votes, one.rank) for one in result.standings] == [("e0", 1, 1), ("e2", 1, 1)]
