"""A corrected row of a 汇总表 replaces its former self, by a rule that never takes one author's entry for another's.

A new row corrects an entry when both are of one unit and one author (the phone), the entry came in a sheet and is not
in this one any more, the author has no other such row and no other such entry, and either the two texts are nearly the
same, or the sheet repeats everything else that the unit has sent in sheets, and there is something else. A new file
with another work of the same author therefore stays an entry of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from intake.domain.entries import Entry

_CHARACTERS_TO_ONE_SLIP = 8


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row of a sheet that is no entry yet."""

    author_ref: str
    phrase_key: str


def corrections(rows: Mapping[int, NewRow], repeated: frozenset[str], sent: Sequence[Entry]) -> dict[int, Entry]:
    """Which entry each new row corrects, by the place of the row.

    `repeated` are the entries that the sheet names too; `sent` is what stands of all that the unit sent in sheets.
    """
    missing = [entry for entry in sent if entry.filed.entry_id not in repeated]
    pairs = _pairs(rows, missing)
    whole_again = len(missing) == len(pairs) < len(sent)
    return {place: one for place, one in pairs.items() if whole_again or _nearly_same(rows[place], one)}


def _pairs(rows: Mapping[int, NewRow], missing: Sequence[Entry]) -> dict[int, Entry]:
    """The only new row of an author beside his only entry that the sheet lacks."""
    entries = _only({place: entry.filed.author_ref for place, entry in enumerate(missing)})
    places = _only({place: row.author_ref for place, row in rows.items()})
    return {place: missing[entries[author]] for author, place in places.items() if author in entries}


def _only(authors: Mapping[int, str]) -> dict[str, int]:
    """Where an author stands who stands there once."""
    times = Counter(authors.values())
    return {author: place for place, author in authors.items() if times[author] == 1}


def _nearly_same(row: NewRow, entry: Entry) -> bool:
    """One slip in every eight characters, and one in a shorter text."""
    longer = max(len(row.phrase_key), len(entry.filed.phrase_key))
    most = max(1, longer // _CHARACTERS_TO_ONE_SLIP)
    return Levenshtein.distance(row.phrase_key, entry.filed.phrase_key, score_cutoff=most) <= most
