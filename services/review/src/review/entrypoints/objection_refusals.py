"""What a refused step after the announcement says: each code with its status and its words."""

AFTER_THE_VOTE: dict[str, tuple[int, str, str]] = {
    "objections-not-open": (409, "目前不在公示期内。", "No objections are taken at present."),
    "objections-closed": (409, "公示期已经结束。", "The period for objections is over."),
    "entry-not-listed": (422, "该作品不在公示名单中。", "That entry is not on the announced lists."),
    "objection-empty": (422, "请写明异议的内容。", "Please say what you object to."),
    "objection-too-long": (422, "异议内容不超过1000字。", "An objection has 1,000 characters at most."),
    "objections-enough": (409, "您提出的异议已达5件。", "You have lodged five objections."),
    "objection-unknown": (404, "没有这件异议。", "There is no such objection."),
    "objection-answered": (409, "这件异议已经答复。", "That objection is answered already."),
    "answer-without-reason": (422, "请写明答复的理由。", "An answer needs a reason."),
    "objection-period-running": (
        409,
        "公示期尚未结束，不能发布奖项。",
        "The period for objections is not over; the prizes wait for its end.",
    ),
    "objections-unanswered": (
        409,
        "还有异议没有答复，不能发布奖项。",
        "An objection is not answered yet; the prizes wait for the answer.",
    ),
    "place-vacant": (
        409,
        "中选作品已撤下，按活动规则该名次空缺。",
        "The winner left, and by the rules the place stays vacant.",
    ),
}
