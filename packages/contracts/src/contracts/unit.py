"""unit-reminded: the office chased a reporting unit."""

from typing import ClassVar

from pydantic import Field

from contracts.envelope import EventData, Instant
from contracts.vocabulary import CampaignId


class UnitReminded(EventData):
    """The office wrote a 提醒函 to a reporting unit, with the figures of that moment. Emitted once per letter."""

    type: ClassVar[str] = "cn.zhengji.unit.reminded.v1"
    source: ClassVar[str] = "/services/intake"

    campaign_id: CampaignId
    unit_id: str = Field(description="The reporting unit (报送单位)")
    unit: str = Field(description="Its name")
    number: int = Field(ge=1, description="Counts the letters of the campaign")
    informant_ref: str | None = Field(
        default=None, description="The unit's informant (信息员): keyed hash of the phone; null where none was named"
    )
    entries: int = Field(ge=0, description="What the unit had sent, withdrawn entries left out")
    quota_min: int | None = Field(default=None, description="The least that is asked of it; null: 不限")
    quota_max: int | None = None
    submissions_close_at: Instant = Field(description="The end of submissions as it stood")
    written_at: Instant = Field(description="The date of the letter")

    def subject(self) -> str:
        return self.unit_id
