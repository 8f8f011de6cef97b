"""What the operator's wall says: figures, and for each whether it is good, to be watched, or bad."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pages.wording import number, t

from voting.handlers.sheet_desk import QUEUE_VOTES

Level = Literal["good", "warn", "bad"]
LEVELS: tuple[Level, ...] = ("good", "warn", "bad")

LAG = (50, 500)
"""Records of one partition that are on the log and not in the picture: a sheet holds some hundred votes."""
AGE = (3.0, 10.0)
"""Seconds. Pictures are saved four times a second at least."""
QUEUE = (QUEUE_VOTES // 2, QUEUE_VOTES * 95 // 100)
"""Votes that this process has taken and not yet answered: at QUEUE_VOTES it takes no more."""


@dataclass(frozen=True, slots=True)
class PartitionSeen:
    """One partition: what its picture says, and where its log ends. None: not known at this moment.

    `counted` are all votes, for the rate alone; `told` those of contests whose total the embargo lets through.
    """

    partition: int
    counted: int
    told: int
    refused: int
    applied: int
    end: int | None
    head: str
    tally_age: float | None
    picture_age: float | None

    @property
    def lag(self) -> int | None:
        """Records that are on the log and not in the picture."""
        return None if self.end is None else max(0, self.end - self.applied - 1)


@dataclass(frozen=True, slots=True)
class PartitionLine:
    """A line of the table, in words."""

    partition: int
    rate: str
    counted: int
    applied: str
    end: str
    lag: str
    lag_level: Level
    age: str
    head: str


@dataclass(frozen=True, slots=True)
class WallView:
    """The wall, in words of the reader's language."""

    at: datetime
    verdict: str
    verdict_level: Level
    rate: str
    counted: int
    refused: int
    lag: str
    lag_level: Level
    tally_age: str
    tally_age_level: Level
    picture_age: str
    picture_age_level: Level
    queue: str
    queue_level: Level
    partitions: list[PartitionLine]


def wall_of(at: datetime, seen: list[PartitionSeen], rates: dict[int, float], queue: int) -> WallView:
    """The wall of this moment. The worst partition speaks for all."""
    lag = _worst([one.lag for one in seen])
    tally_age, picture_age = _worst([one.tally_age for one in seen]), _worst([one.picture_age for one in seen])
    levels = [_level(lag, LAG), _level(tally_age, AGE), _level(picture_age, AGE), _level(queue, QUEUE)]
    worst = _worst_level(levels, bool(seen))
    return WallView(
        at=at,
        verdict=_verdict(worst, bool(seen)),
        verdict_level=worst,
        rate=number(round(sum(rates.values()))) if rates else "—",
        counted=sum(one.told for one in seen),
        refused=sum(one.refused for one in seen),
        lag=_count(lag),
        lag_level=levels[0],
        tally_age=_seconds(tally_age),
        tally_age_level=levels[1],
        picture_age=_seconds(picture_age),
        picture_age_level=levels[2],
        queue=number(queue),
        queue_level=levels[3],
        partitions=[_line(one, rates) for one in seen],
    )


def _line(one: PartitionSeen, rates: dict[int, float]) -> PartitionLine:
    return PartitionLine(
        partition=one.partition,
        rate=number(round(rates[one.partition])) if one.partition in rates else "—",
        counted=one.told,
        applied=_count(one.applied),
        end=_count(one.end),
        lag=_count(one.lag),
        lag_level=_level(one.lag, LAG),
        age=_seconds(one.picture_age),
        head=one.head[:32],
    )


def _worst(values: list[float | None] | list[int | None]) -> float | None:
    """The largest; None as soon as one is not known, since that one may be the worst."""
    known = [value for value in values if value is not None]
    return max(known) if known and len(known) == len(values) else None


def _level(value: float | None, bounds: tuple[float, float]) -> Level:
    if value is None:
        return "warn"
    return "good" if value < bounds[0] else "warn" if value < bounds[1] else "bad"


def _worst_level(levels: list[Level], any_picture: bool) -> Level:
    return max(levels, key=LEVELS.index) if any_picture else "warn"


def _verdict(worst: Level, any_picture: bool) -> str:
    if not any_picture:
        return t("还没有计票画面：计票进程可能未启动", "No picture yet: the tally may not be running")
    return {
        "good": t("正常：计票跟得上", "All well: the tally keeps up"),
        "warn": t("留意：计票稍慢，或有数字暂时取不到", "Watch: the tally is slow, or a figure cannot be had"),
        "bad": t(
            "异常：计票落后或已停止，请查看标红的数字",
            "Trouble: the tally is behind or has stopped; see the figures in red",
        ),
    }[worst]


def _count(value: float | None) -> str:
    return "—" if value is None else number(value)


def _seconds(value: float | None) -> str:
    if value is None:
        return "—"
    if value < 120:
        return f"{number(value, 1)} {t('秒', 's')}"
    return f"{number(round(value / 60))} {t('分', 'min')}"
