"""What a vote may name."""

from typing import Any

from voting.domain.contests import Terms


def checked(terms: Terms, entries: Any) -> tuple[str, ...] | None:
    """The choices, or None: too few, too many, one twice, or one that is no candidate."""
    if not isinstance(entries, list | tuple) or not terms.choices_min <= len(entries) <= terms.choices_max:
        return None
    if not all(isinstance(entry, str) and entry in terms.names for entry in entries):
        return None
    return tuple(entries) if len(set(entries)) == len(entries) else None
