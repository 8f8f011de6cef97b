"""Bulletins: 简报, which tell how a campaign goes, and 通报, which tell how far the units have come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import quote

from notify.domain.facts import CampaignKnown
from notify.domain.figures import Figures

BulletinKind = Literal["brief", "circular"]
Audience = Literal["public", "internal"]
"""internal: the staff of the campaign, its reporting units among them."""
TableName = Literal["channels", "days", "units", "tiers", "votes", "awards"]

KIND_NAMES: dict[BulletinKind, tuple[str, str]] = {"brief": ("简报", "Bulletin"), "circular": ("通报", "Circular")}


@dataclass(frozen=True, slots=True)
class Words:
    """What the office writes: `editor` is who made it up (编者), `reported_to` and `sent_to` are the lines of 报 and
    发, `tables` the figures that it shows besides the sum.
    """

    title: str
    text: str
    editor: str
    reported_to: tuple[str, ...]
    sent_to: tuple[str, ...]
    tables: tuple[TableName, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The campaign as it was called on the day, and its issuers (主办单位)."""

    title: str
    title_en: str
    issuers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a bulletin, frozen: its words, its figures, and for a correction the reason."""

    edition_id: str
    version: int
    words: Words
    setting: Setting
    figures: Figures
    at: datetime
    actor: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when a bulletin was taken back, and by whom."""

    reason: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin under its number, with every edition in order. The number counts the kind within the campaign."""

    campaign_id: str
    kind: BulletinKind
    number: int
    audience: Audience
    editions: tuple[Edition, ...]
    withdrawn: Withdrawal | None = None

    @property
    def current(self) -> Edition:
        """The edition that holds."""
        return self.editions[-1]

    @property
    def issued_at(self) -> datetime:
        """When its first edition came out: corrected or not, it is dated by this."""
        return self.editions[0].at

    def edition(self, version: int | None) -> Edition | None:
        """One edition, or the one that holds; None where there is no such version."""
        if version is None:
            return self.current
        return self.editions[version - 1] if 1 <= version <= len(self.editions) else None


def number_words(kind: BulletinKind, number: int) -> tuple[str, str]:
    """第3期 of a 简报, 第3号 of a 通报; in English both are no. 3."""
    return f"第{number}{'期' if kind == 'brief' else '号'}", f"no. {number}"


def page_of(campaign_id: str, kind: str, number: int | str) -> str:
    """The path of the page of a bulletin."""
    return f"/bulletins/{quote(campaign_id, safe='')}/{kind}/{number}"


def setting_of(campaign: CampaignKnown) -> Setting:
    """What a bulletin of today takes from its campaign."""
    return Setting(campaign.title, campaign.title_en, campaign.issuers)
