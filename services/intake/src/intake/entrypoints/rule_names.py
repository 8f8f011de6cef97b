"""What people call each rule of a pack, and how a change of one is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.amendments import RuleChange
from intake.entrypoints.rule_values import value_words
from intake.entrypoints.words import Words

NAMES: Mapping[str, Words] = {
    "issuers": ("主办单位", "Issued by"),
    "title": ("活动名称", "Title"),
    "title_en": ("英文名称", "Title in English"),
    "submissions_open_at": ("征集开始", "Submissions open"),
    "submissions_close_at": ("征集截止", "Submissions close"),
    "units": ("报送单位", "Reporting units"),
    "phrase_limit": ("表述语字数（原则上）", "Characters of a slogan, as a rule"),
    "tiers.finalist": ("入围数", "Finalists"),
    "tiers.nominee": ("提名数", "Nominees"),
    "tiers.excellent": ("优秀数", "Excellent works"),
    "tiers.winner": ("中选数", "Winners"),
    "prizes.winner": ("中选奖金", "Prize of the winner"),
    "prizes.excellent": ("优秀奖金", "Prize of an excellent work"),
    "prizes.nominee": ("提名奖金", "Prize of a nominee"),
    "prizes.finalist": ("入围奖金", "Prize of a finalist"),
    "prizes.reading": ("奖项叠加", "How prizes stack"),
    "prizes.same_author": ("同一作者多件获奖", "Several works of one author"),
    "prizes.co_authors": ("合作者分配", "Shares of co-authors"),
    "prizes.withdrawn_winner": ("中选作品撤下后", "When the winner is withdrawn"),
    "voting.choices_min": ("每票最少选", "Fewest choices a vote"),
    "voting.choices_max": ("每票最多选", "Most choices a vote"),
    "voting.period": ("每人投票", "How often a voter votes"),
    "voting.public_weight": ("群众意见权重", "Weight of the public"),
    "voting.normalisation": ("综合计分折算", "Scale of the composite"),
    "voting.cap": ("单件计票上限", "Most votes of one entry that count"),
    "panel.political": ("政治方向权重", "Weight of political direction"),
    "panel.guidance": ("思想导向权重", "Weight of guidance"),
    "panel.form": ("内容形式权重", "Weight of content and form"),
    "panel.method": ("评分方法", "Method of the panel"),
    "panel.trim": ("截尾", "Judges left out"),
    "panel.judges_each": ("每件作品的评委数", "Judges for each entry"),
    "screening.two_person": ("筛选须两人", "Screening by two"),
    "screening.reasons": ("不通过的理由", "Reasons of a rejection"),
    "selection.alternates": ("替补数", "Alternates"),
    "selection.finalists_by": ("入围产生方式", "Who makes the finalists"),
    "decision.signers": ("签署人，各由不同的人", "Signed by, each another person"),
    "objections.days": ("公示天数", "Days of public notice"),
    "objections.answer_days": ("异议答复天数", "Days to answer an objection"),
    "articles.reviews": ("稿件审核次数", "Reviews of an article"),
    "organisation_award.places": ("组织奖名额", "Awards of organisation"),
    "organisation_award.weights.fill": ("组织奖：报送完成率权重", "Award of organisation: fill rate"),
    "organisation_award.weights.passed": ("组织奖：筛选通过权重", "Award of organisation: passed"),
    "organisation_award.weights.finalist": ("组织奖：入围权重", "Award of organisation: finalists"),
    "notices.approve": ("须审批后发出的通知", "Notices approved before they go out"),
    "notices.quiet_from": ("通知免打扰自", "No notices from"),
    "notices.quiet_until": ("通知免打扰至", "No notices until"),
    "retention.contacts_until": ("个人信息保存至", "Contacts are kept until"),
    "call.aim": ("征集目的", "Aim"),
    "call.aim_en": ("征集目的（英文）", "Aim in English"),
    "call.criteria": ("征集标准", "What makes a good entry"),
    "call.email": ("投稿邮箱", "E-mail for entries"),
    "call.address": ("投稿地址", "Address for entries"),
}


def name_of_rule(path: str) -> Words:
    """The name; the path itself where a rule has none."""
    return NAMES.get(path, (path, path))


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change of a rule in words."""

    revision: int
    at: datetime
    name: Words
    was: Words
    now: Words
    reason: str


def told_changes(changes: Sequence[RuleChange]) -> list[ToldChange]:
    """Every change, the latest first."""
    return [
        ToldChange(
            revision=one.revision,
            at=one.at,
            name=name_of_rule(one.path),
            was=value_words(one.path, one.was),
            now=value_words(one.path, one.now),
            reason=one.reason,
        )
        for one in reversed(changes)
    ]
