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


class Tiers(Frozen):
    """How many entries each tier holds."""

    finalist: int = 50
    nominee: int = 20
    excellent: int = 10
    winner: int = 1


class Prizes(Frozen):
    """Prize money in yuan for one work of each tier, and how the prizes stack."""

    winner: int = 20000
    excellent: int = 2000
    nominee: int = 1000
    finalist: int = 0
    reading: PrizeReading = "nested"


class VotingRules(Frozen):
    """How many entries one vote may name, and how often a voter may vote."""

    choices_min: int = 1
    choices_max: int = 3
    period: Literal["contest", "day"] = "contest"
    public_weight: float = Field(default=0.5, ge=0, le=1, description="Share of the public vote in the composite")


class PanelRules(Frozen):
    """The weights of the three dimensions of 专家论证; they add up to 1."""

    political: float = 0.4
    guidance: float = 0.3
    form: float = 0.3


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
    units: tuple[Unit, ...] = ()

    def subject(self) -> str:
        return self.campaign_id
