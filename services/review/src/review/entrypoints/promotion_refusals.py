"""What is said where something of the promotion cannot be taken."""

PROMOTION: dict[str, tuple[int, str, str]] = {
    "outlet-name-missing": (422, "请填写媒体名称。", "Please give the outlet's name."),
    "unit-unknown": (404, "没有这个报送单位。", "There is no such unit."),
    "outlet-code-taken": (
        409,
        "代码与另一媒体相同，请在名称上略作区别。",
        "Another outlet has this code; please vary the name.",
    ),
    "outlets-enough": (409, "媒体数量已达上限。", "There are as many outlets as there can be."),
    "survey-does-not-add-up": (422, "知晓人数不能多于受访人数。", "No more people can know of it than were asked."),
    "survey-incomplete": (422, "请填写人数和日期。", "Please give both numbers and the day."),
    "source-required": (422, "请填写调查来源。", "Please say where the figure comes from."),
    "stage-not-public": (404, "这个阶段还没有公开。", "This stage is not public yet."),
}
