"""The identifiers that the events share, each with its meaning once."""

from typing import Annotated

from pydantic import Field

CampaignId = Annotated[str, Field(min_length=1, description="The campaign (征集活动)")]
EntryId = Annotated[str, Field(min_length=1, description="The entry (作品): derived, the same for the same submission")]
ContestId = Annotated[str, Field(min_length=1, description="The public vote (群众投票)")]
Phrase = Annotated[str, Field(min_length=1, description="The slogan (表述语), as its author wrote it")]
Explanation = Annotated[str, Field(description="The author's short explanation (简要阐释说明)")]
AuthorRef = Annotated[str, Field(description="Keyed hash of the author's phone: a pseudonym, never the phone")]
