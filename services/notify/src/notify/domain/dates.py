"""Moments as Chinese officials write them, in the time of Beijing."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""Without summer time since 1991, so a fixed offset is exact for every campaign."""

_DIGITS = "〇一二三四五六七八九"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def moment_zh(moment: datetime) -> str:
    """2020年5月31日18:00; midnight is the end of the day before, 24:00, as deadlines are announced."""
    local = moment.astimezone(BEIJING)
    if local.hour == 0 and local.minute == 0:
        return f"{day_zh(moment - timedelta(days=1))}24:00"
    return f"{day_zh(moment)}{local:%H:%M}"


def moment_en(moment: datetime) -> str:
    """31 May 2020, 18:00 (Beijing time); midnight as in Chinese."""
    local = moment.astimezone(BEIJING)
    if local.hour == 0 and local.minute == 0:
        return f"{day_en(moment - timedelta(days=1))}, 24:00 (Beijing time)"
    return f"{day_en(moment)}, {local:%H:%M} (Beijing time)"


def start_zh(moment: datetime) -> str:
    """A beginning: at midnight the day alone."""
    return day_zh(moment) if _is_midnight(moment) else moment_zh(moment)


def start_en(moment: datetime) -> str:
    """A beginning: at midnight the day alone."""
    return day_en(moment) if _is_midnight(moment) else moment_en(moment)


def day_zh(moment: datetime) -> str:
    """2020年5月31日."""
    local = moment.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日"


def day_en(moment: datetime) -> str:
    """31 May 2020."""
    local = moment.astimezone(BEIJING)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def day_formal(moment: datetime) -> str:
    """二〇二〇年五月三十一日, as on a certificate."""
    local = moment.astimezone(BEIJING)
    year = "".join(_DIGITS[int(digit)] for digit in str(local.year))
    return f"{year}年{_up_to_99(local.month)}月{_up_to_99(local.day)}日"


def _up_to_99(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return lead + (_DIGITS[ones] if ones else "")


def _is_midnight(moment: datetime) -> bool:
    local = moment.astimezone(BEIJING)
    return local.hour == 0 and local.minute == 0
