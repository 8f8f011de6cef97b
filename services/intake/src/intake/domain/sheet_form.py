"""What the blank 汇总表 says (document 000, annex): title, the unit's line, the headings, the numbered lines."""

from intake.domain.rules import Rules, Unit

_CAMPAIGN = "征集活动"
_SHEET = "征集投稿汇总表"
_FEWEST_LINES, _MOST_LINES = 20, 200


def form_title(rules: Rules) -> str:
    """`“新时代连云港精神”征集投稿汇总表`."""
    return rules.title.removesuffix(_CAMPAIGN) + _SHEET


def unit_line(unit: Unit) -> str:
    """`单位名称：海州区`."""
    return f"单位名称：{unit.name}"


def form_headings(rules: Rules) -> tuple[str, ...]:
    """The headings of the annex; the number of characters is the campaign's."""
    return (
        "序号", f"表述语（{rules.phrase_limit}字以内）", "姓名", "工作单位", "手机号码", "简要阐释说明（可附页）",
    )  # fmt: skip


def form_lines(unit: Unit) -> int:
    """Numbered lines: twice what the unit is asked for, and never few."""
    return min(max(_FEWEST_LINES, 2 * (unit.quota_max or 0)), _MOST_LINES)
