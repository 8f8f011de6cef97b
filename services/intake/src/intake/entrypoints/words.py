"""The words for roles, channels and states, in both languages."""

from collections.abc import Mapping

from intake.domain.quota import QuotaState
from intake.domain.rules import Phase, PrizeReading

Words = tuple[str, str]

ROLES: Mapping[str, Words] = {
    "citizen": ("市民", "citizen"),
    "organiser": ("组织方", "organiser"),
    "screener": ("筛选人员", "screener"),
    "unit": ("报送单位", "reporting unit"),
    "judge": ("评审专家", "judge"),
    "leader": ("决策领导", "leader"),
    "operator": ("运维人员", "operator"),
}

CHANNELS: Mapping[str, Words] = {
    "web": ("网络投稿", "on the web"),
    "email": ("电子邮箱", "by e-mail"),
    "letter": ("信件邮寄", "by letter"),
    "unit": ("单位集中报送", "through a reporting unit"),
}

PHASES: Mapping[Phase, Words] = {
    "soon": ("尚未开始", "Not open yet"),
    "open": ("征集中", "Open"),
    "closed": ("征集已截止", "Closed"),
}

READINGS: Mapping[PrizeReading, Words] = {
    "nested": (
        "奖项不重复获得：每件作品只取最高一级奖项，中选作品含在优秀作品之中，优秀作品含在提名作品之中。",
        "A work has its best prize only: the winner is one of the excellent works, and these are among the nominees.",
    ),
    "beside": (
        "奖项不重复获得：每件作品只取最高一级奖项，中选作品之外另有足额优秀作品。",
        "A work has its best prize only; the winner stands beside the excellent works.",
    ),
    "separate": (
        "中选、优秀、提名三份名单分别发放奖金。",
        "Winner, excellent works and nominees are three lists, each paid in full.",
    ),
}

GROUPS: Mapping[str, Words] = {
    "county": ("各县区", "Counties and districts"),
    "board": ("功能板块", "Development zones"),
    "municipal": ("市各单位", "Municipal units"),
    "system": ("重点系统、重点群体", "Key systems and groups"),
}
"""The groups that document 000 names (section 2); a pack's own group is called what it calls itself."""

QUOTAS: Mapping[QuotaState, Words] = {
    "under": ("不足", "Under"),
    "within": ("达到", "Reached"),
    "over": ("超出", "Over"),
    "open": ("数量不限", "No limit"),
}
