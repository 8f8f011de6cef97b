"""The terms of the public vote."""

from datetime import UTC, datetime, timedelta

import pytest
from review.domain.contest_terms import Change, Choice, Rules, Terms, changed, contest_id_of

OPENS = datetime(2026, 6, 1, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
TWENTY = tuple(Choice(f"e{number}", f"作品{number}") for number in range(20))


def terms(closes_at: datetime = CLOSES, rules: Rules | None = None) -> Terms:
    return Terms("c1-vote", "群众投票", OPENS, closes_at, rules or Rules(), TWENTY)


def test_a_campaign_has_one_vote_with_a_name_of_its_own() -> None:
    assert contest_id_of("c1") == "c1-vote"


def test_a_vote_closes_after_it_opens() -> None:
    assert terms(OPENS).refusal() == "closes-before-opening"
    assert terms().refusal() is None


def test_nobody_can_be_asked_for_more_choices_than_there_are() -> None:
    assert terms(rules=Rules(choices_min=1, choices_max=21)).refusal() == "choices-do-not-fit"


def test_an_extension_is_a_new_revision_with_the_same_candidates() -> None:
    later = changed(terms(), Change(closes_at=CLOSES + timedelta(days=2)), OPENS)
    assert isinstance(later, Terms)
    assert (later.revision, later.closes_at, later.choices) == (2, CLOSES + timedelta(days=2), TWENTY)


def test_asking_for_the_same_terms_is_no_revision() -> None:
    assert changed(terms(), Change(closes_at=CLOSES), CLOSES + timedelta(days=1)) == terms()


def test_the_office_may_close_early() -> None:
    now = OPENS + timedelta(hours=1)
    closed = changed(terms(), Change(closes_at=now), now)
    assert isinstance(closed, Terms)
    assert closed.closes_at == now


def test_a_vote_that_ended_is_not_opened_again() -> None:
    assert changed(terms(), Change(closes_at=CLOSES + timedelta(days=1)), CLOSES) == "contest-ended"


@pytest.mark.parametrize(
    ("before", "answer"), [(timedelta(seconds=60), 2), (timedelta(seconds=59), "extension-too-late")]
)
def test_an_extension_is_asked_for_a_minute_before_the_end_or_not_at_all(before: timedelta, answer: int | str) -> None:
    found = changed(terms(), Change(closes_at=CLOSES + timedelta(days=1)), CLOSES - before)
    assert (found.revision if isinstance(found, Terms) else found) == answer


def test_the_office_may_close_early_in_the_last_minute_too() -> None:
    now = CLOSES - timedelta(seconds=5)
    closed = changed(terms(), Change(closes_at=now), now)
    assert isinstance(closed, Terms)
    assert closed.closes_at == now


def test_the_end_stays_behind_the_opening() -> None:
    assert changed(terms(), Change(closes_at=OPENS), OPENS) == "closes-before-opening"


def test_the_embargo_can_change_at_any_time() -> None:
    hidden = changed(terms(), Change(embargo="hidden"), CLOSES + timedelta(days=1))
    assert isinstance(hidden, Terms)
    assert (hidden.embargo, hidden.revision) == ("hidden", 2)


def test_a_withdrawn_candidate_is_named_with_its_reason_and_cannot_be_withdrawn_twice() -> None:
    gone = changed(terms(), Change(withdraw="e3", reason=" 作者申请退出 "), OPENS)
    assert isinstance(gone, Terms)
    assert (gone.gone, gone.revision, len(gone.choices)) == (frozenset({"e3"}), 2, 20)
    assert [(one.withdrawn, one.reason) for one in gone.announced] == [("e3", "作者申请退出")]
    assert changed(gone, Change(withdraw="e3", reason="再次"), OPENS) == gone


@pytest.mark.parametrize(
    ("change", "code"),
    [(Change(withdraw="e3"), "withdrawal-without-reason"), (Change(withdraw="x", reason="无"), "not-a-candidate")],
)
def test_a_withdrawal_needs_a_candidate_and_a_public_reason(change: Change, code: str) -> None:
    assert changed(terms(), change, OPENS) == code


def test_a_ballot_can_still_be_filled_after_a_withdrawal() -> None:
    full = terms(rules=Rules(choices_max=20))
    assert changed(full, Change(withdraw="e3", reason="作者申请退出"), OPENS) == "too-few-left"


def test_an_extension_is_announced_with_the_end_before() -> None:
    later = changed(terms(), Change(closes_at=CLOSES + timedelta(days=2)), OPENS)
    assert isinstance(later, Terms)
    assert [(one.closes_at_was, one.closes_at) for one in later.announced] == [(CLOSES, CLOSES + timedelta(days=2))]
