"""What a voter is told whose vote is not taken, or does not count."""

from collections.abc import Sequence

from plumbing.problems import Problem

from voting.domain.contests import Terms
from voting.domain.receipts import Where, number_of
from voting.domain.tally import Refusal


def refused(partition: int, refusal: Refusal) -> Problem:
    """The answer to a vote that is on the log and does not count: another one of the same voter does, or none."""
    if refusal.counted_at is None:
        return contest_closed()
    return already_voted(number_of(Where(partition, *refusal.counted_at)))


def already_voted(number: str) -> Problem:
    """The answer to a voter whose vote counts under this receipt number."""
    return Problem("already-voted", 409, "您已经投过票了", "You have voted already", extra={"no": number})


def contest_closed() -> Problem:
    """The answer behind the close mark."""
    return Problem("contest-closed", 409, "投票已经截止", "The vote is closed")


def queue_full() -> Problem:
    """The answer when too many votes wait for the broker. This vote was not taken."""
    return Problem(
        "queue-full", 503, "投票人数过多，请稍候重试", "Too many votes at once; try again shortly",
        headers={"Retry-After": "1"},
    )  # fmt: skip


def unfit(terms: Terms, entries: Sequence[object]) -> Problem:
    """The answer to choices that cannot be taken: something named was withdrawn, or they do not fit the terms."""
    gone = [entry for entry in entries if isinstance(entry, str) and entry in terms.gone]
    return entry_withdrawn(gone) if gone else wrong_choices(terms)


def entry_withdrawn(gone: Sequence[str]) -> Problem:
    """The answer to a vote that names what was withdrawn; `ids` says which."""
    return Problem(
        "entry-withdrawn", 422, "所选作品中有的已退出投票，请改选其他作品；您的票还没有投出",
        "An entry that you chose was withdrawn; choose another: your vote is not cast yet", extra={"ids": list(gone)},
    )  # fmt: skip


def wrong_choices(terms: Terms) -> Problem:
    """The answer to choices outside the terms."""
    least, most = terms.choices_min, terms.choices_max
    return Problem(
        "wrong-choices", 422, f"请从候选作品中选 {least} 至 {most} 件，不可重复",
        f"Name {least} to {most} of the candidates, each once",
    )  # fmt: skip
