"""What a pack states, in words, so that whoever wrote it sees what it means."""

from collections.abc import Iterator

from intake.domain.rules import Prizes, Rules, Tiers

METHODS = {"mean": "平均分", "trimmed": "去掉最高最低的平均分", "standard": "标准分"}
SCALES = {"range": "按最高最低之间的位置", "share": "按与最高者之比", "rank": "按名次"}


def stated(rules: Rules) -> Iterator[str]:
    """One line a chapter."""
    tiers, panel, voting = rules.tiers, rules.panel, rules.voting
    yield f"{rules.title}  {rules.submissions_open_at:%Y-%m-%d} — {rules.submissions_close_at:%Y-%m-%d %H:%M %z}"
    yield f"表述语 {rules.phrase_limit} 字 / characters; 报送单位 {len(rules.units)} / units"
    by = "专家初评" if rules.selection.finalists_by == "panel" else "组织方选定"
    yield f"入围 {tiers.finalist}（{by}） → 提名 {tiers.nominee} → 优秀 {tiers.excellent} → 中选 {tiers.winner}"
    each = f"每件 {panel.judges_each} 位评委" if panel.judges_each else "全体评委"
    weights = f"政治方向 {panel.political:g}, 思想导向 {panel.guidance:g}, 内容形式 {panel.form:g}"
    yield f"评分 {METHODS[panel.method]}, {each}; {weights}"
    yield f"投票 每票 {voting.choices_min}—{voting.choices_max} 件, {_period(voting.period)}"
    yield f"综合 专家 {1 - voting.public_weight:g} + 群众 {voting.public_weight:g}, {SCALES[voting.normalisation]}"
    yield f"奖金 {prize_total(rules.prizes, tiers):,} 元 / yuan ({rules.prizes.reading})"
    yield f"签署 / signed by {', '.join(rules.decision.signers)}; 公示 {rules.objections.days} 天 / days"
    held, quiet = len(rules.notices.approve), rules.notices.quiet_from
    hours = f"免打扰 {quiet}—{rules.notices.quiet_until}" if quiet else "不设免打扰 / no quiet hours"
    yield f"通知 须审 {held} 类 / kinds approved first; {hours}"


def prize_total(prizes: Prizes, tiers: Tiers) -> int:
    """All the money when every place is taken, by the reading (document 000, section 3: 48,000, 49,000 or 60,000)."""
    if prizes.reading == "separate":
        excellent, nominee = tiers.excellent, tiers.nominee
    elif prizes.reading == "beside":
        excellent, nominee = tiers.excellent, tiers.nominee - tiers.excellent - tiers.winner
    else:
        excellent, nominee = tiers.excellent - tiers.winner, tiers.nominee - tiers.excellent
    rest = tiers.finalist if prizes.reading == "separate" else tiers.finalist - tiers.nominee
    places = ((tiers.winner, prizes.winner), (excellent, prizes.excellent), (nominee, prizes.nominee))
    return sum(number * yuan for number, yuan in (*places, (rest, prizes.finalist)))


def _period(period: str) -> str:
    return "每天一票 / once a day" if period == "day" else "每人一票 / once"
