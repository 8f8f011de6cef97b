"""A certificate of honour (荣誉证书): what it vouches for. The winner's name is not part of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from notify.domain.facts import PrizeGiven, Tier
from notify.domain.numbers import number_of, serial_of

TIER_LETTERS: dict[Tier, str] = {"winner": "W", "excellent": "E", "nominee": "N", "finalist": "F"}
TIER_NAMES: dict[Tier, tuple[str, str]] = {
    "winner": ("中选作品", "Winner"),
    "excellent": ("优秀作品", "Excellent work"),
    "nominee": ("提名作品", "Nominated work"),
    "finalist": ("入围作品", "Finalist"),
}


@dataclass(frozen=True, slots=True)
class Revocation:
    """Why and when a certificate was taken back, by whom, and the number that stands in its place."""

    reason: str
    at: datetime
    actor: str
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """One issued certificate. `number` is as printed; `edition` counts how often the award was issued."""

    number: str
    campaign_id: str
    entry_id: str
    tier: Tier
    phrase: str
    author_ref: str
    issued_at: datetime
    edition: int = 1
    replaces: str | None = None
    revoked: Revocation | None = None


def campaign_code(campaign_id: str) -> str:
    """Three letters or digits by which people tell campaigns apart on paper; `ZJ` where the id has none."""
    usable = [character for character in campaign_id.upper() if character.isascii() and character.isalnum()]
    return "".join(usable[:3]) or "ZJ"


def certificate_number(prize: PrizeGiven) -> str:
    """The certificate's number, derived from what was awarded: the same award has the same number for ever."""
    serial = serial_of("certificate", prize.campaign_id, prize.entry_id, prize.tier)
    return number_of(campaign_code(prize.campaign_id), TIER_LETTERS[prize.tier], serial)


def certificate_of(prize: PrizeGiven) -> Certificate:
    """The certificate that an award leads to."""
    return Certificate(
        number=certificate_number(prize),
        campaign_id=prize.campaign_id,
        entry_id=prize.entry_id,
        tier=prize.tier,
        phrase=prize.phrase,
        author_ref=prize.author_ref,
        issued_at=prize.issued_at,
    )


def next_edition(old: Certificate, at: datetime) -> Certificate:
    """The certificate that stands in the place of `old`: the same award under a new number, dated anew."""
    edition = old.edition + 1
    serial = serial_of("certificate", old.campaign_id, old.entry_id, old.tier, str(edition))
    number = number_of(campaign_code(old.campaign_id), TIER_LETTERS[old.tier], serial)
    return replace(old, number=number, edition=edition, replaces=old.number, issued_at=at, revoked=None)
