"""Which entries a judge must not score: those of his unit and his own, by the material alone."""

from collections.abc import Iterable

from deploy.local.rehearsal.material import han
from deploy.local.rehearsal.stage import Stage


def barred_of(stage: Stage, field: Iterable[str], judges: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Pairs of a judge's username and an entry of the field, by turns of the judges so that each has one early."""
    entries = {entry["entry_id"]: entry for entry in stage.ledger.entries}
    authors = stage.material.authors()
    found = []
    for post in judges if judges is not None else stage.judges:
        unit, phone = stage.conflicts_of(post)
        own = [
            entry
            for entry in field
            if (unit and entries[entry]["unit_id"] == unit)
            or (phone and authors[han(entries[entry]["phrase"])].phone == phone)
        ]
        found += [(place, stage.username(post), entry) for place, entry in enumerate(own)]
    return [(judge, entry) for _, judge, entry in sorted(found)]
