"""What is said where the award of organisation is not released."""

ORGANISATION: dict[str, tuple[int, str, str]] = {
    "no-organisation-award": (409, "本活动的规则没有设组织奖。", "The rules of this campaign have no such award."),
    "finalists-not-released": (409, "入围名单发布后才能评定组织奖。", "The finalists have to be released first."),
    "figures-changed": (
        409,
        "名单与现在的数据不符，请刷新后再发布。",
        "The list is not the one that the figures give now; please look again.",
    ),
    "award-released": (409, "组织奖已经发布，不能更改。", "The award is released and does not change."),
    "award-not-released": (404, "组织奖尚未发布。", "The award is not released yet."),
}
