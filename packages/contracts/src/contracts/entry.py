"""entry-submitted, entry-shortlisted, entry-awarded: the way of one entry."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from contracts.envelope import EventData, Instant
from contracts.vocabulary import AuthorRef, CampaignId, EntryId, Explanation, Phrase

Channel = Literal["web", "email", "letter", "unit"]
Tier = Literal["finalist", "nominee", "excellent", "winner"]


class EntrySubmitted(EventData):
    """An entry was accepted by intake, or has changed since. Emitted once per entry and version, also for one that
    repeats an earlier text. Until submissions close an author edits and withdraws; of the versions of an entry the
    highest holds. A version may only say that another entry stands first for the text now.
    """

    type: ClassVar[str] = "cn.zhengji.entry.submitted.v1"
    source: ClassVar[str] = "/services/intake"

    campaign_id: CampaignId
    entry_id: EntryId
    phrase: Phrase
    explanation: Explanation
    channel: Channel = Field(description="How it came: web, e-mail, letter, or in a unit's 汇总表")
    author_ref: AuthorRef
    unit_id: str | None = Field(default=None, description="The reporting unit, if one sent it")
    submitted_at: Instant = Field(description="When it was received; the earliest of equal texts stands")
    han_count: int = Field(ge=0, description="Han characters without spaces and punctuation")
    duplicate_of: str | None = Field(default=None, description="The earliest entry with the same text")
    version: int = Field(default=1, ge=1, description="Counts what is told of this entry; the highest holds")
    withdrawn_at: Instant | None = Field(default=None, description="When it was taken back; null while it stands")
    outlet: str | None = Field(default=None, description="Code of the media outlet whose link led to it, if one did")
    shares: tuple[Annotated[int, Field(ge=1, le=100)], ...] = Field(
        default=(),
        description="Percentages of several authors, together 100, that of author_ref first; empty for one author",
    )

    def subject(self) -> str:
        return self.entry_id


class EntryShortlisted(EventData):
    """An entry reached a tier. Emitted once per entry and tier."""

    type: ClassVar[str] = "cn.zhengji.entry.shortlisted.v1"
    source: ClassVar[str] = "/services/review"

    campaign_id: CampaignId
    entry_id: EntryId
    tier: Tier = Field(description="入围 finalist, 提名 nominee, 优秀 excellent, 中选 winner")
    phrase: str = Field(min_length=1, description="The text at this tier: the twenty may be refined")
    author_ref: AuthorRef
    rank: int | None = Field(default=None, ge=1, description="Place in the cut, where the cut has an order")
    score: str | None = Field(default=None, description="The figure the cut was made by, as a decimal string")
    promoted_from: Tier | None = Field(default=None, description="Where the entry moved up from, when another left")
    in_place_of: str | None = Field(default=None, description="The entry that left")

    def subject(self) -> str:
        return self.entry_id


class EntryAwarded(EventData):
    """An entry's prize is final. Emitted once per entry that won anything, souvenirs included."""

    type: ClassVar[str] = "cn.zhengji.entry.awarded.v1"
    source: ClassVar[str] = "/services/review"

    campaign_id: CampaignId
    entry_id: EntryId
    tier: Tier = Field(description="The best tier that the entry reached")
    phrase: Phrase
    author_ref: AuthorRef
    amount: int = Field(ge=0, description="Prize money in yuan under the campaign's reading")
    certificate: bool = Field(description="Whether a certificate (荣誉证书) goes with it")
    souvenir: bool = Field(default=False, description="Whether the finalists' souvenir goes with it")
    released_at: Instant = Field(description="When the prizes were released, all at once")

    def subject(self) -> str:
        return self.entry_id
