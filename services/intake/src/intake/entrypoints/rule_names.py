"""What people call each rule of a pack."""

from collections.abc import Mapping

from intake.entrypoints.words import Words

NAMES: Mapping[str, Words] = {
    "title": ("活动名称", "Title"),
    "title_en": ("英文名称", "Title in English"),
    "submissions_open_at": ("征集开始", "Submissions open"),
    "submissions_close_at": ("征集截止", "Submissions close"),
    "phrase_limit": ("表述语字数（原则上）", "Characters of a slogan, as a rule"),
    "tiers.finalist": ("入围数", "Finalists"),
    "tiers.nominee": ("提名数", "Nominees"),
    "tiers.excellent": ("优秀数", "Excellent works"),
    "tiers.winner": ("中选数", "Winners"),
    "prizes.winner": ("中选奖金（元）", "Prize of the winner, yuan"),
    "prizes.excellent": ("优秀奖金（元）", "Prize of an excellent work, yuan"),
    "prizes.nominee": ("提名奖金（元）", "Prize of a nominee, yuan"),
    "prizes.finalist": ("入围奖金（元）", "Prize of a finalist, yuan"),
    "prizes.reading": ("奖项不重复获得的算法", "How prizes stack"),
    "prizes.same_author": ("同一作者多件获奖", "Several works of one author"),
    "prizes.co_authors": ("合作者分配", "Shares of co-authors"),
    "prizes.withdrawn_winner": ("中选作品撤下后", "When the winner is withdrawn"),
    "voting.choices_min": ("每票最少选", "Fewest choices a vote"),
    "voting.choices_max": ("每票最多选", "Most choices a vote"),
    "voting.period": ("投票周期", "Voting period"),
    "voting.public_weight": ("群众意见权重", "Weight of the public"),
    "voting.normalisation": ("综合计分折算", "Scale of the composite"),
    "voting.cap": ("单件计票上限", "Most votes of one entry that count"),
    "panel.political": ("政治方向权重", "Weight of political direction"),
    "panel.guidance": ("思想导向权重", "Weight of guidance"),
    "panel.form": ("内容形式权重", "Weight of content and form"),
    "panel.method": ("评分方法", "Method of the panel"),
    "panel.trim": ("去掉最高最低各几位", "Judges left out at each end"),
    "panel.judges_each": ("每件作品的评委数", "Judges for each entry"),
    "screening.two_person": ("筛选须两人", "Screening by two"),
    "selection.alternates": ("替补数", "Alternates"),
    "selection.finalists_by": ("入围产生方式", "Who makes the finalists"),
    "objections.days": ("公示天数", "Days of public notice"),
    "objections.answer_days": ("异议答复天数", "Days to answer an objection"),
    "articles.reviews": ("稿件审核次数", "Reviews of an article"),
    "organisation_award.places": ("组织奖名额", "Awards of organisation"),
    "organisation_award.weights.fill": ("组织奖：报送完成率权重", "Award of organisation: fill rate"),
    "organisation_award.weights.passed": ("组织奖：筛选通过权重", "Award of organisation: passed"),
    "organisation_award.weights.finalist": ("组织奖：入围权重", "Award of organisation: finalists"),
    "notices.quiet_from": ("通知免打扰自", "No notices from"),
    "notices.quiet_until": ("通知免打扰至", "No notices until"),
    "retention.contacts_until": ("个人信息保存至", "Contacts are kept until"),
    "call.aim": ("征集目的", "Aim"),
    "call.aim_en": ("征集目的（英文）", "Aim in English"),
    "call.email": ("投稿邮箱", "E-mail for entries"),
    "call.address": ("投稿地址", "Address for entries"),
}


def name_of_rule(path: str) -> Words:
    """The name; the path itself where a rule has none."""
    return NAMES.get(path, (path, path))
