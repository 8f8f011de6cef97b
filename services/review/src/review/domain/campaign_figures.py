"""到达率、覆盖面、知晓率、参与度 (document 000, section 4: 持续跟踪): each with its formula and its source, as data."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from review.domain.entry import Entry
from review.domain.promotion import Outlet
from review.domain.promotion_folds import OUR_ZONE
from review.domain.state import Campaign

Words = tuple[str, str]
Key = Literal["reach", "coverage", "awareness", "participation"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means: its name, its formula and its source, in both languages."""

    key: Key
    name: Words
    formula: Words
    source: Words


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "reach",
        ("到达率", "Reach"),
        ("宣传链接打开次数 ÷ 媒体自报受众人数", "openings of outlets' links ÷ the audience that the outlets state"),
        (
            "打开次数由本系统按链接计数，不识别访客，同一人多次打开计多次；只计报了受众人数的媒体",
            "openings are counted by link, without telling visitors apart; outlets that state no audience are left out",
        ),
    ),
    Definition(
        "coverage",
        ("覆盖面", "Coverage"),
        ("已报送单位数 ÷ 规则所列报送单位数", "units that sent an entry ÷ units in the rules"),
        (
            "作品的报送单位（撤回的作品不计）和活动规则",
            "the units of entries (those taken back left out), and the rules",
        ),
    ),
    Definition(
        "awareness",
        ("知晓率", "Awareness"),
        ("知道本活动的人数 ÷ 受访人数", "people who knew of the campaign ÷ people asked"),
        ("主办单位录入的最近一次调查", "the latest survey that the office entered"),
    ),
    Definition(
        "participation",
        ("参与度", "Participation"),
        ("投稿作者与留言者的人数，同一人计一次", "people who sent an entry or commented, each counted once"),
        (
            "作品和留言上的假名编号；投票不计入，因为选票不与人关联",
            "the pseudonyms on entries and comments; votes are left out, since a ballot is not linked to a person",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `above` ÷ `below`, or the count `above` where nothing is below. None above: there is no source yet."""

    above: int | None
    below: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The share, where it is one and there is something to divide by."""
        return Fraction(self.above, self.below) if self.above is not None and self.below else None


@dataclass(frozen=True, slots=True)
class OutletLine:
    """What came through one outlet."""

    outlet: Outlet
    visits: dict[str, int]
    entries: int
    comments: int


def figures_of(campaign: Campaign) -> dict[Key, Figure]:
    """The four figures of this moment."""
    return {
        "reach": _reach(campaign),
        "coverage": Figure(
            len({entry.unit_id for entry in _standing(campaign)} & _units(campaign)), len(_units(campaign))
        ),
        "awareness": _awareness(campaign),
        "participation": Figure(len(_people(campaign))),
    }


def by_day(campaign: Campaign) -> list[tuple[date, int]]:
    """Entries that came on each day (ours), from the first to the last, days without any included."""
    days = Counter(entry.submitted_at.astimezone(OUR_ZONE).date() for entry in campaign.entries.values())
    if not days:
        return []
    first, last = min(days), max(days)
    return [
        (date.fromordinal(day), days[date.fromordinal(day)]) for day in range(first.toordinal(), last.toordinal() + 1)
    ]


def by_channel(campaign: Campaign) -> list[tuple[str, int]]:
    """Entries of each channel, most first."""
    return Counter(entry.channel for entry in campaign.entries.values()).most_common()


def by_unit(campaign: Campaign) -> list[tuple[str, str, int]]:
    """Identifier, name and entries of each unit, in the order of the rules."""
    counts = Counter(entry.unit_id for entry in campaign.entries.values())
    return [(unit.unit_id, unit.name, counts[unit.unit_id]) for unit in campaign.rules.units]


def by_outlet(campaign: Campaign) -> list[OutletLine]:
    """What came through each outlet, in the order in which they were registered."""
    entries = Counter(entry.outlet for entry in campaign.entries.values())
    comments = Counter(comment.outlet for comment in campaign.comments.values())
    visits: dict[str, Counter[str]] = {}
    for (code, stage, _), count in campaign.promotion.visits.items():
        visits.setdefault(code, Counter())[stage] += count
    return [
        OutletLine(one, dict(visits.get(one.code, {})), entries[one.code], comments[one.code])
        for one in campaign.promotion.outlets.values()
    ]


def _reach(campaign: Campaign) -> Figure:
    stated = {one.code: one.audience for one in campaign.promotion.outlets.values() if one.audience}
    if not stated:
        return Figure(None)
    opened = sum(count for (code, _, _), count in campaign.promotion.visits.items() if code in stated)
    return Figure(opened, sum(stated.values()))


def _awareness(campaign: Campaign) -> Figure:
    survey = campaign.promotion.survey
    return Figure(survey.aware, survey.asked) if survey else Figure(None)


def _units(campaign: Campaign) -> set[str | None]:
    return {unit.unit_id for unit in campaign.rules.units}


def _standing(campaign: Campaign) -> Iterable[Entry]:
    return (entry for entry in campaign.entries.values() if entry.withdrawn_at is None or entry.finalist)


def _people(campaign: Campaign) -> set[str]:
    authors = {entry.author_ref for entry in campaign.entries.values()}
    return authors | {comment.author_ref for comment in campaign.comments.values()}
