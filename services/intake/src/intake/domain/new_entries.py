"""An entry as it is handed in: cleaned, and what is wrong with it."""

from dataclasses import replace
from datetime import date

from intake.domain.co_authors import cleaned_co_author, co_author_fault, shares_of
from intake.domain.contact_card import ContactCard
from intake.domain.entries import LONGEST, NewEntry
from intake.domain.phones import normal_phone
from intake.domain.phrase import clean_line, clean_phrase, clean_prose, han_count


def cleaned(row: NewEntry, *, demo: bool) -> NewEntry:
    """The row as it is kept: its texts cleaned, its phone as E.164 or empty. `demo` lets the demo's phones in."""
    return replace(
        row,
        phrase=clean_phrase(row.phrase),
        explanation=clean_prose(row.explanation),
        name=clean_line(row.name),
        workplace=clean_line(row.workplace),
        phone=normal_phone(row.phone, demo=demo) or "",
        co_authors=tuple(cleaned_co_author(one, demo=demo) for one in row.co_authors),
    )


def fault_of(row: NewEntry, today: date, *, demo: bool) -> str | None:
    """The code of what is wrong with a cleaned row: `phrase-missing`, `name-missing`, `text-too-long`,
    `phone-invalid`, `received-on-invalid`, `shares-invalid`, or one of a co-author.
    """
    return _author_fault(row, today) or co_author_fault(row.co_authors, LONGEST["name"], demo=demo) or _share_fault(row)


def _author_fault(row: NewEntry, today: date) -> str | None:
    if not han_count(row.phrase):
        return "phrase-missing"
    if not row.name:
        return "name-missing"
    if any(len(getattr(row, field)) > longest for field, longest in LONGEST.items()):
        return "text-too-long"
    if not row.phone:
        return "phone-invalid"
    return "received-on-invalid" if row.received_on is not None and row.received_on > today else None


def _share_fault(row: NewEntry) -> str | None:
    return "shares-invalid" if shares_of(row.share, row.co_authors) is None else None


def card_of(row: NewEntry) -> ContactCard:
    """What is sealed of a row."""
    return ContactCard(row.name, row.phone, row.workplace, row.co_authors)


def length_warnings(phrase: str, limit: int) -> tuple[str, ...]:
    """原则上 16 字以内: a soft limit (document 000). A longer phrase stands, and the office decides."""
    return ("phrase-over-limit",) if han_count(phrase) > limit else ()
