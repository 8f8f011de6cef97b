"""Everything that review knows: one Campaign each, built by the fold and by nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from review.domain.entry import Comment, Entry
from review.domain.rules import Rules
from review.domain.selection import Ground, Selection, Work


@dataclass(slots=True)
class Campaign:
    """One campaign. Entries are in the order in which review learned of them."""

    campaign_id: str
    rules: Rules = field(default_factory=Rules)
    entries: dict[str, Entry] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    discussion_open: bool = False
    finalists: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)

    @property
    def known(self) -> bool:
        """Whether the campaign's rules have arrived; entries may be here before them."""
        return self.rules.revision > 0

    @property
    def ground(self) -> Ground:
        """What the second half stands on."""
        works = (self.entries[entry_id] for entry_id in self.finalists)
        return Ground(
            campaign_id=self.campaign_id,
            rules=self.rules.selection,
            finalists=tuple(Work(one.entry_id, one.phrase, one.explanation, one.submitted_at) for one in works),
        )

    def discussed(self) -> Iterator[Entry]:
        """The entries that the public sees, finalists included."""
        return (entry for entry in self.entries.values() if entry.discussed)


@dataclass(slots=True)
class State:
    """All campaigns."""

    campaigns: dict[str, Campaign] = field(default_factory=dict)

    def known(self, campaign_id: str) -> Campaign | None:
        """The campaign, once its rules have arrived."""
        campaign = self.campaigns.get(campaign_id)
        return campaign if campaign is not None and campaign.known else None
