"""What review decides about a contest, as voting keeps it."""

from contracts import ContestClosed, ContestOpened, Event
from plumbing.logs import logger_of
from plumbing.records import Record
from pydantic import ValidationError

from voting.domain.contests import Candidate, Contests, Terms, TermsChange

TERMS_TOPIC = "contest-opened"
RESULT_TOPIC = "contest-closed"
_log = logger_of(__name__)


def learn_terms(contests: Contests, record: Record) -> None:
    """Takes in a record of contest-opened. One that cannot be read is passed over, loudly."""
    try:
        said = Event[ContestOpened].from_bytes(record.value).data
    except ValidationError:
        _log.error("terms-unreadable", offset=record.position.offset)
        return
    candidates = tuple(Candidate(one.entry_id, one.phrase, one.explanation, one.withdrawn_at) for one in said.entries)
    changes = tuple(TermsChange(**one.model_dump()) for one in said.changes)
    contests.learn(
        Terms(
            said.campaign_id, said.contest_id, said.revision, said.title, said.opens_at, said.closes_at,
            said.choices_min, said.choices_max, said.period, said.embargo, candidates, changes,
        )
    )  # fmt: skip


def learn_result(results: dict[str, ContestClosed], record: Record) -> None:
    """Takes in a record of contest-closed; the first of a contest holds."""
    try:
        said = Event[ContestClosed].from_bytes(record.value).data
    except ValidationError:
        _log.error("result-unreadable", offset=record.position.offset)
        return
    results.setdefault(said.contest_id, said)
