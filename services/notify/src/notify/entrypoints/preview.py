"""What each kind of notice says on each channel, on the newest real one of its kind."""

from typing import get_args

from pydantic import BaseModel, Field

from notify.adapters.robots import robot_text
from notify.domain.ledger import Ledger
from notify.domain.notices import Kind, Notice
from notify.domain.wording import SUBJECTS, TEXTS, Language, Message, compose

LANGUAGES: tuple[Language, ...] = ("zh", "en")
ONE_SMS, EACH_OF_MANY = 70, 67
"""Characters of a text message with Chinese in it: alone, and as one of several that a phone puts together."""


class Said(BaseModel):
    """One language of one kind."""

    template: str = Field(description="With its places in braces")
    subject: str
    text: str | None = Field(description="On the newest notice of this kind; null while there is none")
    characters: int
    messages: int = Field(description="Text messages that it takes")
    robot: str | None = Field(description="As a group's robot says it; null where it goes to one person")


class Previewed(BaseModel):
    """One kind of notice."""

    kind: Kind
    to: str | None = Field(description="person, everyone, or null while there is none")
    zh: Said
    en: Said


def previewed(ledger: Ledger, campaign_id: str | None, public_url: str) -> list[Previewed]:
    """Every kind of the table, in its order."""
    newest: dict[str, Notice] = {
        notice.kind: notice for notice in ledger.of_campaign(campaign_id) if notice.campaign_id in ledger.campaigns
    }
    return [_kind(kind, newest.get(kind), ledger, public_url) for kind in get_args(Kind)]


def _kind(kind: Kind, notice: Notice | None, ledger: Ledger, public_url: str) -> Previewed:
    said: list[Said] = []
    for column, language in enumerate(LANGUAGES):
        campaign = ledger.campaigns[notice.campaign_id] if notice else None
        message = compose(notice, campaign, public_url, language) if notice and campaign else None
        said.append(_said(kind, column, message, public=notice is not None and notice.public))
    to = None if notice is None else "everyone" if notice.public else "person"
    return Previewed(kind=kind, to=to, zh=said[0], en=said[1])


def _said(kind: Kind, column: int, message: Message | None, *, public: bool) -> Said:
    characters = len(message.text) if message else 0
    return Said(
        template=TEXTS[kind][column],
        subject=SUBJECTS[kind][column],
        text=message.text if message else None,
        characters=characters,
        messages=1 if characters <= ONE_SMS else -(-characters // EACH_OF_MANY),
        robot=robot_text(message) if message and public else None,
    )
