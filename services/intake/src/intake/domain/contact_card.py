"""What is sealed of an author: name, phone, workplace and co-authors, as one text."""

import json
from dataclasses import asdict, dataclass

from intake.domain.co_authors import CoAuthor


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Who handed an entry in. A citizen who never submitted has a phone only."""

    name: str = ""
    phone: str = ""
    workplace: str = ""
    co_authors: tuple[CoAuthor, ...] = ()


def card_text(card: ContactCard) -> str:
    """The card as it is sealed."""
    return json.dumps(asdict(card), ensure_ascii=False)


def read_card(text: str) -> ContactCard:
    """The card of a sealed text; a phone alone is one too, and co-authors may be names alone."""
    if text.startswith("+"):
        return ContactCard(phone=text)
    found = json.loads(text)
    others = tuple(CoAuthor(one) if isinstance(one, str) else CoAuthor(**one) for one in found["co_authors"])
    return ContactCard(found["name"], found["phone"], found["workplace"], others)
