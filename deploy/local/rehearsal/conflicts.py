"""Which entries a judge must not score: those of his unit and his own, by the material alone."""

from collections.abc import Iterable

from deploy.local.rehearsal.material import han
from deploy.local.rehearsal.stage import Stage


def barred_of(stage: Stage, field: Iterable[str], judges: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Pairs of a judge's username and an entry of the field, by turns of the judges so that each has one early."""
    origins, found = _origins(stage, field), []
    for post in stage.judges if judges is None else judges:
        own = _own(stage, post, origins)
        found += [(place, stage.username(post), entry) for place, entry in enumerate(own)]
    return [(judge, entry) for _, judge, entry in sorted(found)]


def _own(stage: Stage, post: str, origins: dict[str, set[str]]) -> list[str]:
    stated = set(filter(None, stage.conflicts_of(post)))
    return [entry for entry, marks in origins.items() if marks & stated]


def _origins(stage: Stage, field: Iterable[str]) -> dict[str, set[str]]:
    """The unit and the author's phone of each entry of the field."""
    entries = {entry["entry_id"]: entry for entry in stage.ledger.entries}
    authors = stage.material.authors()
    return {one: {entries[one]["unit_id"] or "", authors[han(entries[one]["phrase"])].phone} for one in field}
