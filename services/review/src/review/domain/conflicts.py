"""回避: when a judge must not score an entry. Some conflicts the office registers, some a judge declares by abstaining,
and two kinds are computed here: the judge is its author, or it came from his own unit.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from review.domain.entry import Entry


@dataclass(frozen=True, slots=True)
class Post:
    """Where a judge comes from, as his account says: his unit, and the pseudonym that his own entries would bear."""

    unit_id: str | None = None
    author_ref: str | None = None


def computed_conflicts(posts: Mapping[str, Post], entries: Iterable[Entry]) -> frozenset[tuple[str, str]]:
    """Pairs of judge and entry: same author, or same unit."""
    by_author = _judges_by({judge: post.author_ref for judge, post in posts.items()})
    by_unit = _judges_by({judge: post.unit_id for judge, post in posts.items()})
    return frozenset(
        (judge, entry.entry_id)
        for entry in entries
        for judge in (*by_author.get(entry.author_ref, ()), *by_unit.get(entry.unit_id or "", ()))
    )


def _judges_by(marks: Mapping[str, str | None]) -> dict[str, Collection[str]]:
    found: dict[str, list[str]] = {}
    for judge, mark in marks.items():
        if mark:
            found.setdefault(mark, []).append(judge)
    return dict(found)
