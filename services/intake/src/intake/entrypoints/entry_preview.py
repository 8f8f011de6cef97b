"""An entry as it will stand, shown to its author before he hands it in."""

from dataclasses import dataclass

from intake.domain.co_authors import shares_of
from intake.domain.phrase import COUNTED, clean_line, clean_phrase, clean_prose, han_count
from intake.entrypoints.entry_form import EntryForm

COUNTING = " ".join(COUNTED)
"""How a phrase is counted, as count.js reads it. What `clean_phrase` does beside NFKC adds no letter and takes none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Texts as they would be kept. `over` says that the phrase is longer than the limit; it is taken all the same.
    `co_authors` are names, each with a share in percent; `share` is the author's own. Neither where he wrote alone.
    """

    phrase: str
    explanation: str
    name: str
    workplace: str
    count: int
    over: bool
    co_authors: tuple[tuple[str, int], ...]
    share: int | None


def preview_of(form: EntryForm, limit: int) -> Preview:
    """The preview of a form without faults; `limit` is the campaign's for the phrase."""
    said, phrase = form.written(), clean_phrase(form.phrase)
    shares = shares_of(said.share, said.co_authors) or ()
    names = [clean_line(one.name) for one in said.co_authors]
    count = han_count(phrase)
    return Preview(
        phrase, clean_prose(said.explanation), clean_line(said.name), clean_line(said.workplace), count, count > limit,
        tuple(zip(names, shares[1:], strict=False)), shares[0] if shares else None,
    )  # fmt: skip
