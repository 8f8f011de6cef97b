"""Co-authors and how a prize would be shared: percent each, the author's first, a hundred together."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.domain.phones import normal_phone
from intake.domain.phrase import clean_line

WHOLE = 100
_FEWEST_PHONE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class CoAuthor:
    """Somebody who wrote it too. `share` is his percentage; None: nobody has said, so all share alike."""

    name: str
    phone: str = ""
    share: int | None = None


def shares_of(own: int | None, co_authors: Sequence[CoAuthor]) -> tuple[int, ...] | None:
    """The author's share and the co-authors' in their order; () for one who wrote alone, None for what does not add up.

    Unless shares are stated all have the same, and what cannot be divided goes to those named first. Stated shares are
    stated for every co-author, are 1 or more, and leave the author the rest, which his own share may only confirm.
    """
    if not co_authors:
        return () if own in (None, WHOLE) else None
    if own is None and all(one.share is None for one in co_authors):
        return equal_shares(len(co_authors) + 1)
    return _stated(own, [one.share or 0 for one in co_authors])


def _stated(own: int | None, others: Sequence[int]) -> tuple[int, ...] | None:
    shares = (WHOLE - sum(others), *others)
    return shares if min(shares) >= 1 and own in (None, shares[0]) else None


def equal_shares(people: int) -> tuple[int, ...]:
    """34, 33, 33 for three."""
    each, left = divmod(WHOLE, people)
    return tuple(each + (place < left) for place in range(people))


def cleaned_co_author(one: CoAuthor, *, demo: bool) -> CoAuthor:
    """As it is kept; a phone that can be none stays as it was typed, to be told of."""
    phone = one.phone.strip()
    return replace(one, name=clean_line(one.name), phone=normal_phone(phone, demo=demo) or phone)


def co_author_fault(co_authors: Sequence[CoAuthor], longest: int, *, demo: bool) -> str | None:
    """The code of what is wrong with cleaned co-authors: `co-author-unnamed`, `text-too-long`,
    `co-author-phone-invalid`.
    """
    lengths = [len(one.name) for one in co_authors]
    if 0 in lengths:
        return "co-author-unnamed"
    if max(lengths, default=0) > longest:
        return "text-too-long"
    sound = (not one.phone or normal_phone(one.phone, demo=demo) for one in co_authors)
    return None if all(sound) else "co-author-phone-invalid"


def read_co_authors(text: str) -> tuple[CoAuthor, ...]:
    """What an author typed: one a line, name, phone and share; or names alone, with commas between them."""
    found: list[CoAuthor] = []
    for line in unicodedata.normalize("NFKC", text).splitlines():
        for separator in "、,;，；":
            line = line.replace(separator, "\n")
        parts = [part.strip() for part in line.split("\n") if part.strip()]
        one_person = any(character.isdigit() for character in line)
        found += [_one(" ".join(parts))] if one_person else [CoAuthor(part) for part in parts]
    return tuple(found)


def written_line(one: CoAuthor) -> str:
    """A co-author as `read_co_authors` reads him."""
    share = "" if one.share is None else f"{one.share}%"
    return " ".join(part for part in (one.name, one.phone, share) if part)


def _one(line: str) -> CoAuthor:
    """`示例乙 15400000002 30%`: what ends in a percent sign is the share, what has seven digits or more the phone."""
    names, phone, share = [], "", None
    for word in line.replace(" %", "%").split():
        if word.endswith("%") and word[:-1].isdecimal() and len(word) <= len("100%"):
            share = int(word[:-1])
        elif sum(character.isdigit() for character in word) >= _FEWEST_PHONE_DIGITS:
            phone = word
        else:
            names.append(word)
    return CoAuthor(" ".join(names), phone, share)
