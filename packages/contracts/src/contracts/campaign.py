"""campaign-published: the rules of a campaign, as everyone may read them."""

from typing import ClassVar, Literal

from pydantic import Field

from contracts.envelope import EventData, Frozen, Instant
from contracts.vocabulary import CampaignId

PrizeReading = Literal["nested", "beside", "separate"]
"""How the prizes stack (document 000, section 3). nested: each author's best prize only, the winner is one of the
ten (48,000). beside: the winner stands beside the ten (49,000). separate: three lists (60,000)."""


class Unit(Frozen):
    """A reporting unit and its soft quota. An absent bound means 不限."""

    unit_id: str = Field(description="The reporting unit (报送单位)")
    name: str
    group: str = Field(description="county, board, municipal or system")
    quota_min: int | None = None
    quota_max: int | None = None
    parent: str | None = Field(default=None, description="The unit above it, if one is")


class Tiers(Frozen):
    """How many entries each tier holds."""

    finalist: int = 50
    nominee: int = 20
    excellent: int = 10
    winner: int = 1


class Prizes(Frozen):
    """Prize money in yuan for one work of each tier, and how the prizes stack.

    `same_author`: whether an author with several works on the lists has each prize or the best only. `co_authors`:
    whether they share a prize equally or as they stated. `withdrawn_winner`: whether the next work moves up or the
    place stays vacant.
    """

    winner: int = 20000
    excellent: int = 2000
    nominee: int = 1000
    finalist: int = 0
    reading: PrizeReading = "nested"
    same_author: Literal["each", "best"] = "each"
    co_authors: Literal["equal", "stated"] = "equal"
    withdrawn_winner: Literal["promote", "vacant"] = "promote"


class VotingRules(Frozen):
    """How many entries one vote may name, and how often a voter may vote."""

    choices_min: int = 1
    choices_max: int = 3
    period: Literal["contest", "day"] = "contest"
    public_weight: float = Field(default=0.5, ge=0, le=1, description="Share of the public vote in the composite")
    normalisation: Literal["range", "share", "rank"] = Field(
        default="range", description="How both figures are laid on 0 to 100 before they are weighed"
    )
    cap: int | None = Field(default=None, ge=1, description="Most votes of one entry that the composite counts")


class PanelRules(Frozen):
    """The weights of the three dimensions of 专家论证; they add up to 1.

    `method`: the mean, the mean without the `trim` highest and lowest totals, or the mean of each judge's standard
    scores. `judges_each`: how many judges are drawn for each entry; all of them when absent.
    """

    political: float = 0.4
    guidance: float = 0.3
    form: float = 0.3
    method: Literal["mean", "trimmed", "standard"] = "mean"
    trim: int = Field(default=1, ge=0)
    judges_each: int | None = Field(default=None, ge=1)


class RejectionReason(Frozen):
    """A stated reason of 筛选, in Chinese and English."""

    code: str
    zh: str
    en: str


class ScreeningRules(Frozen):
    """Whether a decision of 筛选 needs a second person, and the reasons that a rejection can state. No reasons: the
    usual ones, which name no place.
    """

    two_person: bool = False
    reasons: tuple[RejectionReason, ...] = ()


class SelectionRules(Frozen):
    """How many works next in order each cut names as alternates (替补), and who makes the finalists: the office by its
    choice, or a panel's scores (初评).
    """

    alternates: int = Field(default=0, ge=0)
    finalists_by: Literal["office", "panel"] = "office"


class DecisionRules(Frozen):
    """The roles whose signatures the decision needs, each by another person; the first decides, the others agree."""

    signers: tuple[str, ...] = ("leader",)


class ObjectionRules(Frozen):
    """公示: for how many days objections are taken, and within how many each is answered. 0 days: no such period."""

    days: int = Field(default=0, ge=0)
    answer_days: int = Field(default=3, ge=1)


class ArticleRules(Frozen):
    """How many people review an article before it is published (三审三校)."""

    reviews: int = Field(default=3, ge=1)


class AwardWeights(Frozen):
    """What counts for the award of organisation, and how much."""

    fill: float = 0.5
    passed: float = 0.3
    finalist: float = 0.2


class OrganisationAward(Frozen):
    """组织奖: for how many units, and by which figures. 0 places: there is none."""

    places: int = Field(default=0, ge=0)
    weights: AwardWeights = AwardWeights()


class NoticeRules(Frozen):
    """Which kinds of notices the office approves before they go out, and the hours in which nobody is disturbed: times
    of the day in Beijing as HH:MM, over midnight too. Codes that somebody waits for are exempt.
    """

    approve: tuple[str, ...] = ()
    quiet_from: str = ""
    quiet_until: str = ""


class RuleChange(Frozen):
    """What one revision changed, for everyone to read. `path` names the rule as the pack does."""

    revision: int = Field(ge=2)
    at: Instant
    path: str
    was: str
    now: str
    reason: str = ""


class CampaignPublished(EventData):
    """The office published a campaign, or a new revision of its rules. The highest revision holds."""

    type: ClassVar[str] = "cn.zhengji.campaign.published.v1"
    source: ClassVar[str] = "/services/intake"

    campaign_id: CampaignId
    revision: int = Field(ge=1, description="Counts up from 1 with each change of the rules")
    title: str = Field(description="The title, in Chinese")
    title_en: str = Field(default="", description="The title in English, or empty")
    issuers: tuple[str, ...] = Field(default=(), description="The issuing bodies, in their order")
    submissions_open_at: Instant = Field(description="From when entries are accepted")
    submissions_close_at: Instant = Field(description="Until when entries are accepted, exclusive")
    phrase_limit: int = Field(default=16, description="Han characters, a soft limit (原则上)")
    tiers: Tiers = Tiers()
    prizes: Prizes = Prizes()
    voting: VotingRules = VotingRules()
    panel: PanelRules = PanelRules()
    screening: ScreeningRules = ScreeningRules()
    selection: SelectionRules = SelectionRules()
    decision: DecisionRules = DecisionRules()
    objections: ObjectionRules = ObjectionRules()
    articles: ArticleRules = ArticleRules()
    organisation_award: OrganisationAward = OrganisationAward()
    notices: NoticeRules = NoticeRules()
    contacts_until: Instant | None = Field(default=None, description="When the authors' contacts are destroyed")
    units: tuple[Unit, ...] = ()
    changes: tuple[RuleChange, ...] = Field(default=(), description="Every change since the first revision")

    def subject(self) -> str:
        return self.campaign_id
