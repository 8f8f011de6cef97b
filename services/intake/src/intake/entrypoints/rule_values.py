"""What the value of a rule is called: the words of a choice, and how a number of each kind is said."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from pages.wording import speaking, when

from intake.entrypoints.words import Words

YES_NO = {"True": ("是", "yes"), "False": ("否", "no")}
CHOICES: Mapping[str, Mapping[str, Words]] = {
    "prizes.reading": {
        "nested": ("不重复获奖，中选含在优秀之内", "best prize only, the winner is one of the excellent"),
        "beside": ("不重复获奖，中选在优秀之外", "best prize only, the winner stands beside the excellent"),
        "separate": ("三份名单分别发奖", "three lists, each paid in full"),
    },
    "prizes.same_author": {
        "each": ("每件作品的奖项都得", "a prize for every work"),
        "best": ("只得最高的一项", "the best prize only"),
    },
    "prizes.co_authors": {"equal": ("平均分配", "in equal parts"), "stated": ("按作者申报的比例", "as they stated")},
    "prizes.withdrawn_winner": {
        "promote": ("由下一件递补", "the next work moves up"),
        "vacant": ("空缺，不递补", "the place stays empty"),
    },
    "voting.period": {"contest": ("整个投票期一次", "once in the whole vote"), "day": ("每天一次", "once a day")},
    "voting.normalisation": {
        "range": ("最低为 0，最高为 100，其余按比例", "lowest 0, highest 100, the rest in proportion"),
        "share": ("最高为 100，其余按与最高者之比", "highest 100, the rest as their part of it"),
        "rank": ("按名次折算", "by place"),
    },
    "panel.method": {
        "mean": ("平均分", "plain mean"),
        "trimmed": ("截尾平均", "trimmed mean"),
        "standard": ("标准分的平均", "mean of each judge's standard scores"),
    },
    "selection.finalists_by": {
        "office": ("由组织方选定", "chosen by the organiser"),
        "panel": ("由专家初评产生", "by a first round of the experts"),
    },
    "screening.two_person": YES_NO,
}
"""Every rule that is a choice, with all that can be chosen."""
ABSENT: Mapping[str, Words] = {
    "voting.cap": ("不设上限", "no limit"),
    "panel.judges_each": ("全体评委", "all judges"),
    "notices.quiet_from": ("不设免打扰时段", "no quiet hours"),
    "notices.quiet_until": ("不设免打扰时段", "no quiet hours"),
    "retention.contacts_until": ("不设统一期限，按作者要求删除", "no date for all; erased when an author asks"),
}
NOTICES: Mapping[str, Words] = {
    "entry-received": ("收稿回执", "entry received"),
    "entry-repeated": ("与较早作品相同", "entry repeats an earlier one"),
    "entry-withdrawn": ("作品撤回", "entry withdrawn"),
    "shortlisted-finalist": ("入围", "finalist"),
    "shortlisted-nominee": ("提名", "nominee"),
    "shortlisted-excellent": ("优秀", "excellent"),
    "shortlisted-winner": ("中选", "winner"),
    "awarded": ("获奖", "award"),
    "souvenir": ("纪念品", "souvenir"),
    "campaign-published": ("活动发布", "campaign published"),
    "campaign-changed": ("规则变更", "rules changed"),
    "contest-opened": ("投票开始", "vote opened"),
    "contest-changed": ("投票变更", "vote changed"),
    "contest-closed": ("投票结束", "vote closed"),
    "unit-reminded": ("报送提醒函", "reminder to a unit"),
    "bulletin-issued": ("简报、通报印发", "bulletin issued"),
    "bulletin-corrected": ("简报、通报更正", "bulletin corrected"),
    "bulletin-withdrawn": ("简报、通报撤回", "bulletin withdrawn"),
}
"""Each kind of notice."""
NOTHING: Words = ("未填写", "not given")
_COUNTED: Mapping[str, Words] = {
    "phrase_limit": ("{} 字以内", "{} characters or fewer"),
    "tiers.": ("{} 件", "works: {}"),
    "prizes.": ("{} 元", "{} yuan"),
    "voting.choices": ("{} 件", "works: {}"),
    "voting.cap": ("{} 票", "{} votes"),
    "panel.trim": ("两端各 {} 位评委", "{} at each end"),
    "panel.judges_each": ("{} 位评委", "judges: {}"),
    "selection.alternates": ("{} 件", "works: {}"),
    "objections.": ("{} 天", "days: {}"),
    "articles.reviews": ("{} 次", "times: {}"),
    "organisation_award.places": ("{} 个", "units: {}"),
}


def value_words(path: str, value: str) -> Words:
    """The value of a single rule, as the amendments keep it, in plain words of both languages."""
    if not value:
        return ABSENT.get(path, NOTHING)
    if path in CHOICES:
        return CHOICES[path].get(value, (value, value))
    said = next((how for beginning, how in _SAID.items() if path.startswith(beginning)), None)
    return said(value) if said else (value, value)


def value_meant(path: str, typed: str) -> str:
    """The value that these words stand for, so that a person may write a choice as the page names it."""
    meant = {words.casefold(): value for value, both in CHOICES.get(path, {}).items() for words in both}
    return meant.get(typed.strip().casefold(), typed.strip())


def _counted(words: Words) -> Callable[[str], Words]:
    zh, en = words

    def said(value: str) -> Words:
        digits = f"{int(value):,}"
        return zh.format(digits), en.format(digits)

    return said


def _share(value: str) -> Words:
    """A weight of 0.4 is 40 %, to the digit."""
    percents = f"{(Decimal(value) * 100).normalize():f}%"
    return percents, percents


def _time_of_day(value: str) -> Words:
    return f"北京时间 {value}", f"{value}, Beijing time"


def _moment(value: str) -> Words:
    at = datetime.fromisoformat(value)
    with speaking("zh"):
        zh = when(at)
    with speaking("en"):
        return f"北京时间 {zh}", f"{when(at)}, Beijing time"


_SAID: Mapping[str, Callable[[str], Words]] = {
    **{beginning: _counted(words) for beginning, words in _COUNTED.items()},
    "voting.public_weight": _share,
    "panel.": _share,
    "organisation_award.weights.": _share,
    "notices.quiet_": _time_of_day,
    "submissions_": _moment,
    "retention.": _moment,
}
"""By the beginning of the path; the first that fits."""
