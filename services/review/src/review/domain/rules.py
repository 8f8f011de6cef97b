"""What review needs of a campaign's rules."""

from dataclasses import dataclass, field

from review.domain.selection_rules import SelectionRules


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (报送单位), and the one above it where there is one."""

    unit_id: str
    name: str
    group: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one revision. Revision 0 stands for a campaign whose rules have not arrived yet.

    `two_person` asks for a second person at 筛选; `reviews` is how many people review an article (三审三校).
    """

    revision: int = 0
    title: str = ""
    title_en: str = ""
    finalists: int = 50
    selection: SelectionRules = field(default_factory=SelectionRules)
    two_person: bool = False
    reviews: int = 3
    units: tuple[Unit, ...] = ()
