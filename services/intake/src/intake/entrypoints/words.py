"""The words for roles, channels and states, in both languages."""

from collections.abc import Mapping

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
