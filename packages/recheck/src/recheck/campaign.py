"""One campaign from its records: what is public first, then the log of review."""

from collections.abc import Callable, Iterable

from recheck.figures import Json
from recheck.fold import Fold
from recheck.public import Public
from recheck.records import LOG, Told


def folded(records: Iterable[Told]) -> Fold:
    """The fold of everything; an event that was published twice counts once."""
    public, log, seen = Public(), list[Json](), set[str]()
    for topic, value in records:
        if topic == LOG:
            log.append(value)
        elif value["id"] not in seen:
            seen.add(value["id"])
            _learn(public, topic, value)
    fold = Fold(public)
    for record in log:
        fold.take(record)
    fold.tell_until()
    return fold


def _learn(public: Public, topic: str, event: Json) -> None:
    learn = _LEARNED.get(topic)
    if learn is not None:
        learn(public, event)


def _rules(public: Public, event: Json) -> None:
    public.rules[event["data"]["revision"]] = event["data"]


def _terms(public: Public, event: Json) -> None:
    public.contest = max(public.contest or event["data"], event["data"], key=lambda terms: int(terms["revision"]))


def _result(public: Public, event: Json) -> None:
    public.result = public.result or event["data"]


def _listed(public: Public, event: Json) -> None:
    public.shortlisted.append({**event["data"], "told_at": event["time"]})


def _awarded(public: Public, event: Json) -> None:
    public.awarded[event["data"]["entry_id"]] = event["data"]


_LEARNED: dict[str, Callable[[Public, Json], None]] = {
    "campaign-published": _rules,
    "contest-opened": _terms,
    "contest-closed": _result,
    "entry-shortlisted": _listed,
    "entry-awarded": _awarded,
}
