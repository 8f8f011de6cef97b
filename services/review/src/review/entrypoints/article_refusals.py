"""What a refusal about articles says: each code of the fold with its status and its words."""

ARTICLES: dict[str, tuple[int, str, str]] = {
    "article-unknown": (404, "没有这篇文章。", "There is no such article."),
    "article-empty": (422, "请写标题和正文。", "Please write a title and a text."),
    "article-too-long": (
        422,
        "标题不超过60字，正文不超过20000字。",
        "A title has 60 characters at most, a text 20,000.",
    ),
    "article-changed-meanwhile": (
        409,
        "文章刚刚有了新的版本，请刷新后再办理。",
        "The article has a newer version; please look again.",
    ),
    "article-published": (409, "这一版已经发布。", "This version is published."),
    "article-returned": (409, "这一版已退回修改。", "This version went back to be changed."),
    "own-article": (409, "不能审核自己写的文章。", "Nobody reviews what he wrote himself."),
    "reviewed-already": (
        409,
        "您已审过这一版，下一审须由另一人进行。",
        "You have reviewed it; the next is another's.",
    ),
    "remarks-required": (422, "退回须写明意见。", "Sending back needs remarks."),
    "remarks-too-long": (422, "意见不超过1000字。", "Remarks have 1,000 characters at most."),
}
