"""What a notice says, in both languages. No name in it: whoever reads over a shoulder learns no more than the phone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from notify.domain.bulletins import KIND_NAMES, BulletinKind, number_words, page_of
from notify.domain.certificates import TIER_NAMES
from notify.domain.dates import moment_en, moment_zh, start_en, start_zh
from notify.domain.facts import CampaignKnown
from notify.domain.notices import Kind, Notice

Language = Literal["zh", "en"]
ONE_TIME_CODE = "one-time-code"


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel carries. An SMS provider sends a registered template instead of the text: `kind` names which, and
    `values` are what may stand in its places.
    """

    subject: str
    text: str
    kind: str = ""
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


SUBJECTS: dict[Kind, tuple[str, str]] = {
    "entry-received": ("作品已收到", "Entry received"),
    "entry-repeated": ("作品已收到（文字与在先作品相同）", "Entry received (same text as an earlier one)"),
    "entry-withdrawn": ("作品已撤回", "Entry withdrawn"),
    "shortlisted-finalist": ("作品入围", "Entry among the finalists"),
    "shortlisted-nominee": ("作品获提名", "Entry nominated"),
    "shortlisted-excellent": ("作品入选优秀作品", "Entry among the excellent works"),
    "shortlisted-winner": ("作品中选", "Entry chosen as the winner"),
    "awarded": ("获奖通知", "Award"),
    "souvenir": ("纪念品领取通知", "Souvenir"),
    "campaign-published": ("征集公告", "Call for entries"),
    "campaign-changed": ("征集公告变更", "Call for entries changed"),
    "contest-opened": ("群众投票公告", "Public vote opened"),
    "contest-changed": ("群众投票公告变更", "Public vote changed"),
    "contest-closed": ("投票结果公告", "Result of the public vote"),
    "unit-reminded": ("报送提醒函", "Reminder to a reporting unit"),
    "bulletin-issued": ("简报通报", "Bulletin"),
    "bulletin-corrected": ("简报通报更正", "Bulletin corrected"),
    "bulletin-withdrawn": ("简报通报撤回", "Bulletin withdrawn"),
}

TEXTS: dict[Kind, tuple[str, str]] = {
    "entry-received": (
        "您参加{title}的作品“{phrase}”已收到，感谢您的参与。",
        "We have received your entry “{phrase}” for {title}. Thank you for taking part.",
    ),
    "entry-repeated": (
        "您参加{title}的作品“{phrase}”已收到。此前已有文字相同的作品，按规则以最早收到的为准，您的作品已登记并与其关联。感谢您的参与。",
        (
            "We have received your entry “{phrase}” for {title}. An entry with the same text came in earlier; under "
            "the rules the earliest stands, and yours is kept on record beside it. Thank you for taking part."
        ),
    ),
    "entry-withdrawn": (
        "您参加{title}的作品“{phrase}”已撤回。如非您本人所为，请与主办单位联系。",
        "Your entry “{phrase}” for {title} has been withdrawn. If this was not you, please tell the organiser.",
    ),
    "shortlisted-finalist": (
        "祝贺您！您参加{title}的作品“{phrase}”已入围，将进入专家论证。",
        "Congratulations! Your entry “{phrase}” for {title} is among the finalists and goes to the expert panel.",
    ),
    "shortlisted-nominee": (
        "祝贺您！您参加{title}的作品“{phrase}”获得提名，将公开展示并由群众投票。",
        "Congratulations! Your entry “{phrase}” for {title} is nominated: it will be shown and put to the public vote.",
    ),
    "shortlisted-excellent": (
        "祝贺您！您参加{title}的作品“{phrase}”入选优秀作品。",
        "Congratulations! Your entry “{phrase}” for {title} is one of the excellent works.",
    ),
    "shortlisted-winner": (
        "祝贺您！您参加{title}的作品“{phrase}”被确定为中选作品。",
        "Congratulations! Your entry “{phrase}” for {title} has been chosen as the winner.",
    ),
    "awarded": (
        "祝贺您！您参加{title}的作品“{phrase}”获评{tier}{prize}。{certificate}",
        "Congratulations! Your entry “{phrase}” for {title} is awarded: {tier}{prize}.{certificate}",
    ),
    "souvenir": (
        "感谢您参加{title}。您的作品“{phrase}”为{tier}，主办单位将赠送纪念品一份。",
        "Thank you for taking part in {title}. Your entry “{phrase}” ({tier}) earns you a souvenir from the issuers.",
    ),
    "campaign-published": (
        "{title}现面向社会公开征集作品，投稿时间自{opens}起，至{closes}止。{issuers}",
        "{title}: entries are welcome from {opens} until {closes}.{issuers}",
    ),
    "campaign-changed": (
        "{title}的征集规则有调整，现投稿时间为{opens}至{closes}。{issuers}",
        "{title}: the terms have changed. Entries are welcome from {opens} until {closes}.{issuers}",
    ),
    "contest-opened": (
        "{contest}（{title}）共有{entries}件作品参加投票，投票时间自{opens}起，至{closes}止。参加投票：{link}",
        "{contest} ({title}): {entries} entries are put to the public vote from {opens} until {closes}. Vote: {link}",
    ),
    "contest-changed": (
        "{contest}（{title}）的投票安排有调整，现投票时间为{opens}至{closes}，共{entries}件作品。参加投票：{link}",
        (
            "{contest} ({title}): the terms of the vote have changed. {entries} entries, from {opens} until "
            "{closes}. Vote: {link}"
        ),
    ),
    "contest-closed": (
        "{title}群众投票已结束并完成核验，共计入有效投票{counted}张。投票结果：{link}",
        "{title}: the public vote is closed and its result certified, with {counted} votes counted. Result: {link}",
    ),
    "unit-reminded": (
        "{title}提醒函第{letter}号：{unit}现已报送作品{entries}件{quota}。请于{closes}前组织报送。详见：{link}",
        (
            "{title}, letter no. {letter}: {unit} has sent entries: {entries}{quota}. Please send the rest before "
            "{closes}. See {link}"
        ),
    ),
    "bulletin-issued": (
        "{title}{bulletin}{issue}已印发：{headline}。全文：{link}",
        "{title}: {bulletin} {issue} is out: “{headline}”. Read it at {link}",
    ),
    "bulletin-corrected": (
        "{title}{bulletin}{issue}（{headline}）已更正。更正原因：{reason}。更正后全文：{link}",
        "{title}: {bulletin} {issue} (“{headline}”) was corrected. Why: {reason}. Read it at {link}",
    ),
    "bulletin-withdrawn": (
        "{title}{bulletin}{issue}（{headline}）已撤回。撤回原因：{reason}。详见：{link}",
        "{title}: {bulletin} {issue} (“{headline}”) was withdrawn. Why: {reason}. See {link}",
    ),
}


def compose(notice: Notice, campaign: CampaignKnown, public_url: str, language: Language = "zh") -> Message:
    """The message of `notice` in `language`, with every place filled."""
    column = 0 if language == "zh" else 1
    places = _places(notice.words, campaign, public_url, language)
    text = TEXTS[notice.kind][column].format_map(places)
    return Message(SUBJECTS[notice.kind][column], text, notice.kind, {**places, "text": text})


def page_of_notice(notice: Notice) -> str | None:
    """The path of the bulletin that a notice tells of; None for every other notice."""
    words = notice.words
    return page_of(notice.campaign_id, words["bulletin"], words["issue"]) if "bulletin" in words else None


def one_time_code(code: str, language: Language) -> Message:
    """The message that carries a one-time code."""
    if language == "en":
        text = f"Your sign-in code is {code}, valid for 5 minutes. Give it to nobody."
        return Message("Sign-in code", text, ONE_TIME_CODE, {"code": code})
    text = f"您的登录验证码为{code}，5分钟内有效。请勿告知他人。"
    return Message("登录验证码", text, ONE_TIME_CODE, {"code": code})


def _places(words: Mapping[str, str], campaign: CampaignKnown, public_url: str, language: Language) -> dict[str, str]:
    zh = language == "zh"
    places = {**words, "title": campaign.title if zh else campaign.title_en or campaign.title}
    if "tier" in words:
        places |= _award(words, public_url, zh)
    places |= _times(words, zh)
    if "contest_id" in words:
        page = "vote" if "contest" in words else "results"
        places["link"] = f"{public_url}/{page}/{words['contest_id']}"
    if "letter" in words:
        places |= {"quota": _quota(words["asked"], zh), "link": f"{public_url}/unit"}
    if "bulletin" in words:
        places |= _bulletin(words, campaign, public_url, zh)
    return places | _issuers(words.get("issuers"), zh)


def _times(words: Mapping[str, str], zh: bool) -> dict[str, str]:
    ways = {"opens": start_zh if zh else start_en, "closes": moment_zh if zh else moment_en}
    return {place: _when(words[f"{place}_at"], way) for place, way in ways.items() if f"{place}_at" in words}


def _award(words: Mapping[str, str], public_url: str, zh: bool) -> dict[str, str]:
    amount, number = int(words.get("amount", "0")), words.get("number", "")
    tier = TIER_NAMES[words["tier"]][0 if zh else 1]  # type: ignore[index]
    link = f"{public_url}/certificates/{number}"
    if zh:
        prize = f"，奖金{amount}元" if amount else ""
        certificate = f"荣誉证书编号{number}，查验：{link}" if number else ""
    else:
        prize = f", with a prize of {amount:,} yuan" if amount else ""
        certificate = f" Certificate {number}, to be checked at {link}" if number else ""
    return {"tier": tier, "prize": prize, "certificate": certificate}


def _bulletin(words: Mapping[str, str], campaign: CampaignKnown, public_url: str, zh: bool) -> dict[str, str]:
    kind: BulletinKind = words["bulletin"]  # type: ignore[assignment]
    column = 0 if zh else 1
    return {
        "bulletin": KIND_NAMES[kind][column],
        "issue": number_words(kind, int(words["issue"]))[column],
        "link": public_url + page_of(campaign.campaign_id, kind, words["issue"]),
    }


def _quota(asked: str, zh: bool) -> str:
    if not asked:
        return ""
    return f"，重点报送数为{asked}件以上" if zh else f", of {asked} or more that are asked for"


def _issuers(issuers: str | None, zh: bool) -> dict[str, str]:
    """Empty where the notice names none; a campaign without issuers has an empty place."""
    if issuers is None:
        return {}
    said = f"主办单位：{issuers}。" if zh else f" Issued by {issuers}."
    return {"issuers": said if issuers else ""}


def _when(stamp: str, written: Callable[[datetime], str]) -> str:
    return written(datetime.fromisoformat(stamp))
