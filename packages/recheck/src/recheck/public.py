"""What everybody can read of a campaign."""

from dataclasses import dataclass, field
from datetime import datetime

from recheck.figures import Json


@dataclass(slots=True)
class Public:
    """What everybody can read: the rules by revision, the terms of the vote, its certified result, and the lists."""

    rules: dict[int, Json] = field(default_factory=dict)
    contest: Json | None = None
    result: Json | None = None
    shortlisted: list[Json] = field(default_factory=list)
    awarded: dict[str, Json] = field(default_factory=dict)

    def winners(self) -> list[tuple[datetime, str]]:
        """When each winner was told, and who."""
        told = [one for one in self.shortlisted if one["tier"] == "winner"]
        return [(moment(one["told_at"]), one["entry_id"]) for one in told]

    def released_at(self) -> datetime | None:
        """When the prizes were released."""
        return min((moment(one["released_at"]) for one in self.awarded.values()), default=None)


def moment(text: str) -> datetime:
    """A moment as records have it."""
    return datetime.fromisoformat(text)


def votes_of(result: Json) -> dict[str, int]:
    """The certified votes, withdrawn entries too."""
    return {one["entry_id"]: one["votes"] for one in (*result["results"], *result.get("withdrawn", ()))}
