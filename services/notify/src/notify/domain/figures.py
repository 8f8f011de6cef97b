"""The figures of a bulletin: what the public events of one campaign say up to one place of the log, and no more."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from notify.domain.dates import BEIJING
from notify.domain.facts import (
    CampaignKnown,
    EntryListed,
    EntryReceived,
    Fact,
    PrizeGiven,
    Tier,
    UnitKnown,
    VoteCalled,
    VoteCertified,
)

UNRECORDED = ""
"""The name of what the events do not tell: the channel or day of entries learned before these were kept."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of one name: a channel, a day (YYYY-MM-DD in Beijing) or a tier."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class UnitCount:
    """Standing entries of a reporting unit beside its soft quota."""

    unit_id: str
    name: str
    entries: int
    quota_min: int | None
    quota_max: int | None


@dataclass(frozen=True, slots=True)
class VoteCount:
    """A certified public vote; `title` is empty where its call was not learned."""

    contest_id: str
    title: str
    counted: int
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class AwardCount:
    """Works whose prize is final, and the money for them together, in yuan."""

    tier: Tier
    works: int
    amount: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`offset` is the last record of notify-log that was counted, `moment` when these were the newest figures.

    `received` are all entries ever accepted, `withdrawn` those taken back since; `repeated`, channels, days and units
    are of the standing ones. A unit that the rules name is listed even without an entry, in the order of the rules.
    """

    offset: int
    moment: datetime
    received: int
    withdrawn: int
    repeated: int
    channels: tuple[Count, ...]
    days: tuple[Count, ...]
    units: tuple[UnitCount, ...]
    tiers: tuple[Count, ...]
    votes: tuple[VoteCount, ...]
    awards: tuple[AwardCount, ...]

    @property
    def standing(self) -> int:
        """Entries that were not taken back."""
        return self.received - self.withdrawn


@dataclass(frozen=True, slots=True)
class Counted:
    """A fact with its place on the log and its time."""

    offset: int
    at: datetime
    fact: Fact


def figures_of(history: Iterable[Counted], moment: datetime | None = None) -> Figures:
    """The figures of one campaign's facts, in the order of the log. The same facts give the same figures, for ever.

    `moment` is what the figures call their own; left out, the time of the last fact. ValueError without facts.
    """
    counted = list(history)
    if not counted:
        raise ValueError("nothing is known of this campaign")
    facts = [one.fact for one in counted]
    entries = _entries(facts)
    standing = [one for one in entries if not one.withdrawn]
    return Figures(
        offset=counted[-1].offset,
        moment=moment or counted[-1].at,
        received=len(entries),
        withdrawn=len(entries) - len(standing),
        repeated=sum(one.duplicate_of is not None for one in standing),
        channels=_channels(standing),
        days=_days(standing),
        units=_units(facts, standing),
        tiers=_tiers(facts),
        votes=_votes(facts),
        awards=_awards(facts),
    )


def _entries(facts: Iterable[Fact]) -> Collection[EntryReceived]:
    """Each entry as it stands: the highest version holds."""
    entries: dict[str, EntryReceived] = {}
    for fact in facts:
        if isinstance(fact, EntryReceived):
            known = entries.get(fact.entry_id)
            if known is None or fact.version >= known.version:
                entries[fact.entry_id] = fact
    return entries.values()


def _channels(standing: Iterable[EntryReceived]) -> tuple[Count, ...]:
    """The largest first, equal ones by name."""
    found = Counter(one.channel for one in standing)
    return tuple(Count(name, found[name]) for name in sorted(found, key=lambda name: (-found[name], name)))


def _days(standing: Iterable[EntryReceived]) -> tuple[Count, ...]:
    found = Counter(_day(one) for one in standing)
    return tuple(Count(name, found[name]) for name in sorted(found))


def _day(entry: EntryReceived) -> str:
    return UNRECORDED if entry.submitted_at is None else entry.submitted_at.astimezone(BEIJING).date().isoformat()


def _units(facts: Iterable[Fact], standing: Iterable[EntryReceived]) -> tuple[UnitCount, ...]:
    counts = Counter(one.unit_id for one in standing if one.unit_id is not None)
    known = _units_known(facts)
    others = {name: UnitKnown(name, name) for name in sorted(counts) if name not in known}
    return tuple(
        UnitCount(unit.unit_id, unit.name, counts[unit.unit_id], unit.quota_min, unit.quota_max)
        for unit in (known | others).values()
    )


def _units_known(facts: Iterable[Fact]) -> dict[str, UnitKnown]:
    """The units of the highest revision of the rules, in their order."""
    rules = [fact for fact in facts if isinstance(fact, CampaignKnown)]
    newest = max(rules, key=lambda one: one.revision, default=None)
    return {unit.unit_id: unit for unit in (newest.units if newest else ())}


def _tiers(facts: Iterable[Fact]) -> tuple[Count, ...]:
    """Works on each list; one that left it for another is no longer counted."""
    told = [fact for fact in facts if isinstance(fact, EntryListed)]
    left = {(one.tier, one.in_place_of) for one in told}
    sizes = Counter(tier for tier, _ in {(one.tier, one.entry_id) for one in told} - left)
    return tuple(Count(tier, sizes[tier]) for tier in get_args(Tier) if sizes[tier])


def _votes(facts: Iterable[Fact]) -> tuple[VoteCount, ...]:
    titles: dict[str, str] = {}
    certified: dict[str, VoteCertified] = {}
    for fact in facts:
        if isinstance(fact, VoteCalled):
            titles[fact.contest_id] = fact.title
        elif isinstance(fact, VoteCertified):
            certified.setdefault(fact.contest_id, fact)
    return tuple(
        VoteCount(name, titles.get(name, ""), one.counted, one.closed_at) for name, one in certified.items()
    )  # fmt: skip


def _awards(facts: Iterable[Fact]) -> tuple[AwardCount, ...]:
    prizes = {fact.entry_id: fact for fact in facts if isinstance(fact, PrizeGiven)}.values()
    by_tier: dict[Tier, list[int]] = {tier: [] for tier in reversed(get_args(Tier))}
    for prize in prizes:
        by_tier[prize.tier].append(prize.amount)
    return tuple(AwardCount(tier, len(money), sum(money)) for tier, money in by_tier.items() if money)
