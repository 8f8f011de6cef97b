"""The public notices of a contest: every change of its terms, the newest first."""

from voting.domain.contests import Terms, TermsChange
from voting.entrypoints.pages_views import NoticeLine


def notices_of(terms: Terms) -> tuple[NoticeLine, ...]:
    """What the pages say of the changes."""
    phrases = {one.entry_id: one.phrase for one in terms.entries}
    return tuple(_line(change, phrases) for change in reversed(terms.changes))


def _line(change: TermsChange, phrases: dict[str, str]) -> NoticeLine:
    later = bool(change.closes_at and change.closes_at_was and change.closes_at > change.closes_at_was)
    phrase = phrases.get(change.withdrawn, change.withdrawn) if change.withdrawn else ""
    return NoticeLine(change.at, change.closes_at, later, change.embargo, phrase, change.reason)
