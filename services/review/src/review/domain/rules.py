"""What review needs of a campaign's rules."""

from dataclasses import dataclass, field

from review.domain.organisation import OrganisationRules
from review.domain.reasons import USUAL, Reason
from review.domain.selection_rules import SelectionRules


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (报送单位), the one above it if any, and the least that is asked of it (None: 不限)."""

    unit_id: str
    name: str
    group: str = ""
    parent: str | None = None
    quota_min: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one revision. Revision 0 stands for a campaign whose rules have not arrived yet.

    `phrase_limit` counts Han characters and is soft (原则上); `two_person` asks for a second person at 筛选,
    `reasons` are what a rejection can state; `reviews` is how many people review an article (三审三校).
    """

    revision: int = 0
    title: str = ""
    title_en: str = ""
    finalists: int = 50
    phrase_limit: int = 16
    selection: SelectionRules = field(default_factory=SelectionRules)
    two_person: bool = False
    reasons: tuple[Reason, ...] = USUAL
    reviews: int = 3
    units: tuple[Unit, ...] = ()
    organisation: OrganisationRules = field(default_factory=OrganisationRules)
