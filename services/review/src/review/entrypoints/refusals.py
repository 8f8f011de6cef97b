"""What a refusal says: each code of the fold with its status and its words."""

from plumbing.problems import Problem

from review.domain.fold import Accepted, Refused, Verdict
from review.entrypoints.article_refusals import ARTICLES
from review.entrypoints.objection_refusals import AFTER_THE_VOTE
from review.entrypoints.organisation_refusals import ORGANISATION
from review.entrypoints.payment_refusals import LEDGER
from review.entrypoints.promotion_refusals import PROMOTION
from review.entrypoints.selection_refusals import SECOND_HALF

Words = dict[str, tuple[int, str, str]]

FIRST_HALF: Words = {
    "campaign-unknown": (
        404,
        "没有这项活动，或活动尚未发布。",
        "There is no such campaign, or it is not published yet.",
    ),
    "entry-unknown": (404, "没有这件作品。", "There is no such entry."),
    "no-entries": (422, "请至少选择一件作品。", "Please choose at least one entry."),
    "reason-required": (422, "不通过须写明理由。", "A rejection needs a reason."),
    "reason-unknown": (
        422,
        "本活动没有这一条理由，请刷新页面后再选。",
        "This campaign has no such reason; please reload the page.",
    ),
    "duplicate-entry": (
        409,
        "与较早作品相同，只有最早的一件可以通过。",
        "It repeats an earlier entry; only the earliest can pass.",
    ),
    "already-published": (409, "作品已公开讨论，不能再改筛选结论。", "The entry is published; its screening is final."),
    "entry-withdrawn-by-author": (409, "作品已由作者撤回。", "The author has withdrawn the entry."),
    "decided-meanwhile": (
        409,
        "其他人员刚刚作出了不同的结论，请刷新后再定。",
        "Somebody else decided meanwhile; please look again.",
    ),
    "second-person-needed": (409, "须由另一位人员作出同样的结论。", "Another person has to decide the same."),
    "organiser-decides": (
        409,
        "两位人员意见不一，由主办方决定。",
        "Two people disagree; an organiser decides.",
    ),
    "proposal-of-another": (
        409,
        "这是他人的意见，您不能撤销。",
        "Somebody else proposed this; you cannot take it back.",
    ),
    "entry-not-passed": (
        409,
        "只有筛选通过的作品可以公开讨论。",
        "Only entries that passed the screening can be published.",
    ),
    "entry-is-finalist": (409, "入围作品不能撤回。", "A finalist cannot be taken back."),
    "entry-not-discussed": (409, "作品不在公开讨论之列。", "The entry is not among the published ones."),
    "discussion-closed": (409, "讨论已经结束。", "The discussion has ended."),
    "comment-empty": (422, "请写下您的意见。", "Please write something."),
    "comment-too-long": (422, "留言不超过500字。", "A comment has 500 characters at most."),
    "comments-enough": (409, "您对这件作品的留言已达5条。", "You have made five comments on this entry."),
    "comment-unknown": (404, "没有这条留言。", "There is no such comment."),
    "reply-too-long": (422, "答复不超过500字。", "A reply has 500 characters at most."),
    "finalists-already-chosen": (409, "入围名单已经确定，不能更改。", "The finalists are chosen and do not change."),
    "entry-named-twice": (422, "名单中有重复的作品。", "The list names an entry twice."),
    "wrong-number-of-finalists": (
        422,
        "入围名单的数目与活动规则不符。",
        "The rules ask for another number of finalists.",
    ),
    "word-list-too-long": (422, "词表最多4000条。", "A list has 4,000 words at most."),
    "word-list-full": (422, "词表最多4000条。", "A list has 4,000 words at most."),
    "word-list-unreadable": (
        422,
        "请上传UTF-8或GB18030编码的文本文件，不超过512 KB。",
        "Please upload a text file in UTF-8 or GB18030, 512 KB at most.",
    ),
    "word-too-short": (422, "一个词至少两个字。", "A word has two characters at least."),
    "word-too-long": (422, "一个词不超过30字，类别不超过20字。", "A word has 30 characters at most, its kind 20."),
    "log-record-unreadable": (500, "系统出错，我们已记录。", "Something went wrong on our side; it is recorded."),
}

WORDS: Words = {**FIRST_HALF, **ARTICLES, **SECOND_HALF, **AFTER_THE_VOTE, **LEDGER, **ORGANISATION, **PROMOTION}


def taken(verdict: Verdict) -> Accepted:
    """What was accepted; a Problem with the code of the refusal otherwise."""
    if isinstance(verdict, Refused):
        raise problem_of(verdict)
    return verdict


def problem_of(refused: Refused) -> Problem:
    """The problem that a refusal is; `ids` names those at fault."""
    status, zh, en = WORDS[refused.code]
    return Problem(refused.code, status, zh, en, extra={"ids": list(refused.ids)} if refused.ids else {})


def campaign_unknown() -> Problem:
    """The answer about a campaign that review has not heard of."""
    return problem_of(Refused("campaign-unknown"))
