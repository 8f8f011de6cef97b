"""What review needs of a campaign's rules."""

from dataclasses import dataclass, field

from review.domain.selection import SelectionRules


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one revision. Revision 0 stands for a campaign whose rules have not arrived yet."""

    revision: int = 0
    title: str = ""
    title_en: str = ""
    finalists: int = 50
    selection: SelectionRules = field(default_factory=SelectionRules)
