"""entry-submitted, entry-shortlisted, entry-awarded: the way of one entry."""

from typing import ClassVar, Literal

from pydantic import Field

from contracts.envelope import EventData, Instant

Channel = Literal["web", "email", "letter", "unit"]
Tier = Literal["finalist", "nominee", "excellent", "winner"]


class EntrySubmitted(EventData):
    """An entry was accepted by intake. Emitted once per entry, also for one that repeats an earlier text."""

    type: ClassVar[str] = "cn.zhengji.entry.submitted.v1"
    source: ClassVar[str] = "/services/intake"

    campaign_id: str
    entry_id: str
    phrase: str
    explanation: str
    channel: Channel
    author_ref: str = Field(description="Keyed hash of the author's phone: a pseudonym, never the phone")
    unit_id: str | None = None
    submitted_at: Instant
    han_count: int = Field(ge=0, description="Han characters without spaces and punctuation")
    duplicate_of: str | None = Field(default=None, description="The earliest entry with the same text")

    def subject(self) -> str:
        return self.entry_id


class EntryShortlisted(EventData):
    """An entry reached a tier. Emitted once per entry and tier."""

    type: ClassVar[str] = "cn.zhengji.entry.shortlisted.v1"
    source: ClassVar[str] = "/services/review"

    campaign_id: str
    entry_id: str
    tier: Tier
    phrase: str = Field(description="The text at this tier: the twenty may be refined")
    author_ref: str
    rank: int | None = Field(default=None, ge=1, description="Place in the cut, where the cut has an order")
    score: str | None = Field(default=None, description="The figure the cut was made by, as a decimal string")

    def subject(self) -> str:
        return self.entry_id


class EntryAwarded(EventData):
    """An entry's prize is final. Emitted once per entry that won anything, souvenirs included."""

    type: ClassVar[str] = "cn.zhengji.entry.awarded.v1"
    source: ClassVar[str] = "/services/review"

    campaign_id: str
    entry_id: str
    tier: Tier = Field(description="The best tier that the entry reached")
    phrase: str
    author_ref: str
    amount: int = Field(ge=0, description="Prize money in yuan under the campaign's reading")
    certificate: bool
    souvenir: bool = False
    released_at: Instant

    def subject(self) -> str:
        return self.entry_id
