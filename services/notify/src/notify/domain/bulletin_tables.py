"""The figures of a bulletin as sentences and tables, in both languages: the same for the page and for the paper."""

from collections.abc import Callable
from dataclasses import dataclass

from notify.domain.bulletins import TableName
from notify.domain.certificates import TIER_NAMES
from notify.domain.dates import day_en, day_zh, moment_en, moment_zh
from notify.domain.figures import UNRECORDED, Figures, UnitCount

Pair = tuple[str, str]
"""The same in Chinese and in English."""

TABLE_NAMES: dict[TableName, Pair] = {
    "units": ("各单位报送情况", "Entries by unit"),
    "channels": ("来稿渠道", "How entries came"),
    "days": ("每日来稿", "Entries by day"),
    "tiers": ("评选进展", "Works on the lists"),
    "votes": ("群众投票结果", "Public votes"),
    "awards": ("评奖结果", "Awards"),
}
CHANNELS: dict[str, Pair] = {
    "web": ("网络投稿", "on the web"),
    "email": ("电子邮箱", "by e-mail"),
    "letter": ("信件邮寄", "by letter"),
    "unit": ("单位报送", "from units"),
    UNRECORDED: ("未记载", "not recorded"),
}
COUNT: Pair = ("件数", "Entries")
NONE: Pair = ("—", "—")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A caption, the heads of the columns, and rows of cells; all but the first column are figures or short words."""

    name: TableName
    caption: Pair
    columns: tuple[Pair, ...]
    rows: tuple[tuple[Pair, ...], ...]


def tables_of(figures: Figures, wanted: tuple[TableName, ...]) -> list[FigureTable]:
    """The tables asked for, in a fixed order, without those that have nothing to tell yet."""
    made = [_TABLES[name](figures) for name in TABLE_NAMES if name in wanted]
    return [table for table in made if table.rows]


def sum_of(figures: Figures) -> Pair:
    """The sentence above the tables: until when, and how many entries stand."""
    zh = (
        f"截至{moment_zh(figures.moment)}，共收到作品{figures.received:,}件"
        f"，其中有效{figures.standing:,}件、撤回{figures.withdrawn:,}件；"
        f"有效作品中，文字与在先作品相同的{figures.repeated:,}件。"
    )
    en = (
        f"By {moment_en(figures.moment)}, entries received: {figures.received:,}; standing: {figures.standing:,}; "
        f"withdrawn: {figures.withdrawn:,}; of the standing ones, with the text of an earlier one: "
        f"{figures.repeated:,}."
    )
    return zh, en


def _channels(figures: Figures) -> FigureTable:
    rows = tuple((CHANNELS.get(one.name, _same(one.name)), _number(one.count)) for one in figures.channels)
    return _table("channels", (("渠道", "Channel"), COUNT), rows)


def _days(figures: Figures) -> FigureTable:
    rows = tuple((_same(one.name) if one.name else CHANNELS[UNRECORDED], _number(one.count)) for one in figures.days)
    return _table("days", (("日期", "Day"), COUNT), rows)


def _units(figures: Figures) -> FigureTable:
    """The most entries first; equal ones in the order of the rules."""
    ordered = sorted(figures.units, key=lambda unit: -unit.entries)
    rows = tuple((_same(unit.name), _number(unit.entries), _quota(unit), _standing(unit)) for unit in ordered)
    columns = ("单位", "Unit"), ("已报送", "Sent"), ("重点报送数", "Quota"), ("情况", "State")
    return _table("units", columns, rows)


def _tiers(figures: Figures) -> FigureTable:
    rows = tuple((TIER_NAMES[one.name], _number(one.count)) for one in figures.tiers)  # type: ignore[index]
    return _table("tiers", (("名单", "List"), COUNT), rows)


def _votes(figures: Figures) -> FigureTable:
    rows = tuple(
        (
            _same(one.title) if one.title else ("群众投票", "Public vote"),
            _number(one.counted),
            (day_zh(one.closed_at), day_en(one.closed_at)),
        )
        for one in figures.votes
    )
    return _table("votes", (("投票", "Vote"), ("有效票数", "Votes counted"), ("截止日期", "Closed on")), rows)


def _awards(figures: Figures) -> FigureTable:
    rows = tuple((TIER_NAMES[one.tier], _number(one.works), _number(one.amount)) for one in figures.awards)
    return _table("awards", (("奖项", "Award"), COUNT, ("奖金合计（元）", "Prize money (yuan)")), rows)


_TABLES: dict[TableName, Callable[[Figures], FigureTable]] = {
    "channels": _channels, "days": _days, "units": _units, "tiers": _tiers, "votes": _votes, "awards": _awards,
}  # fmt: skip


def _table(name: TableName, columns: tuple[Pair, ...], rows: tuple[tuple[Pair, ...], ...]) -> FigureTable:
    return FigureTable(name, TABLE_NAMES[name], columns, rows)


def _number(count: int) -> Pair:
    return _same(f"{count:,}")


def _same(text: str) -> Pair:
    return text, text


def _quota(unit: UnitCount) -> Pair:
    least, most = unit.quota_min, unit.quota_max
    if least is None and most is None:
        return "不限", "open"
    if least is None:
        return f"不超过{most}", f"up to {most}"
    if most is None:
        return f"{least}以上", f"{least} or more"
    return _same(f"{least}" if least == most else f"{least}—{most}")


def _standing(unit: UnitCount) -> Pair:
    """Under and over are shown, never a reproach: the quota is a soft range (重点报送, document 000)."""
    if unit.quota_min is not None and unit.entries < unit.quota_min:
        missing = unit.quota_min - unit.entries
        return f"还差{missing}件", f"{missing} to go"
    if unit.quota_min is None and unit.quota_max is None:
        return NONE
    over = unit.quota_max is not None and unit.entries > unit.quota_max
    return ("超出范围", "above") if over else ("已达到", "reached")
