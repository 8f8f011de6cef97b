"""What a 提醒函 says on paper: what the unit's page at intake says, from the figures that the event told."""

from notify.domain.dates import BEIJING, moment_zh
from notify.domain.facts import CampaignKnown
from notify.domain.letters import Letter


def letter_number(letter: Letter) -> str:
    """提醒函〔2026〕3号: the year of its date, the number of the campaign's letters."""
    return f"提醒函〔{letter.written_at.astimezone(BEIJING).year}〕{letter.number}号"


def paragraphs_of(letter: Letter, campaign: CampaignKnown) -> list[str]:
    """Where the unit stands, and until when it can send the rest; a quota is a soft range, nothing is a reproach."""
    done = f"{campaign.title}正在进行。截至{moment_zh(letter.written_at)}，你单位已报送作品{letter.entries}件"
    missing = (letter.quota_min or 0) - letter.entries
    rest = f"，还差{missing}件" if missing > 0 else ""
    asked = f"请抓紧组织，于{moment_zh(letter.closes_at)}前通过汇总表报送。报送数是参考范围，超出的照常接收。"
    return [f"{done}{_quota(letter)}{rest}。", asked]


def _quota(letter: Letter) -> str:
    least, most = letter.quota_min, letter.quota_max
    if least is None and most is None:
        return ""
    if least is None:
        return f"，重点报送数为不超过{most}件"
    if most is None:
        return f"，重点报送数为{least}件以上"
    return f"，重点报送数为{least}—{most}件" if least != most else f"，重点报送数为{least}件"
