"""Everything that review knows: one Campaign each, built by the fold and by nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from review.domain.articles import Article
from review.domain.conflicts import Post
from review.domain.entry import Comment, Entry
from review.domain.organisation import AwardLine
from review.domain.panel import Round
from review.domain.promotion import Promotion
from review.domain.rules import Rules
from review.domain.selection import Ground, Selection, Work
from review.domain.sensitive import Word
from review.domain.shares import Authorship
from review.domain.trail import Act


@dataclass(frozen=True, slots=True)
class Exported:
    """Tables that somebody of the office took out."""

    book: str
    format: str
    rows: int
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WordList:
    """A version of the campaign's list of sensitive words. Versions count up from 1; 0 is the shipped sample."""

    version: int
    words: tuple[Word, ...]
    source: str = ""
    actor: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Campaign:
    """One campaign. Entries are in the order in which review learned of them."""

    campaign_id: str
    rules: Rules = field(default_factory=Rules)
    entries: dict[str, Entry] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    discussion_open: bool = False
    finalists: tuple[str, ...] = ()
    posts: dict[str, Post] = field(default_factory=dict)
    """Where each judge comes from."""
    words: WordList | None = None
    selection: Selection = field(default_factory=Selection)
    organisation_award: tuple[AwardLine, ...] = ()
    """组织奖 as it was released."""
    exports: list[Exported] = field(default_factory=list)
    promotion: Promotion = field(default_factory=Promotion)
    trail: list[Act] = field(default_factory=list)
    """Who did what, in the order of the log."""

    @property
    def known(self) -> bool:
        """Whether the campaign's rules have arrived; entries may be here before them."""
        return self.rules.revision > 0

    @property
    def ground(self) -> Ground:
        """What the second half stands on."""
        return Ground(
            campaign_id=self.campaign_id,
            rules=self.rules.selection,
            finalists=tuple(map(self.work, self.finalists)),
            authors={one: self._authorship(one) for one in self.finalists},
        )

    def _authorship(self, entry_id: str) -> Authorship:
        one = self.entries[entry_id]
        return Authorship(one.author_ref, one.shares)

    def work(self, entry_id: str) -> Work:
        """An entry as judges see it: no author, no unit."""
        one = self.entries[entry_id]
        return Work(one.entry_id, one.phrase, one.explanation, one.submitted_at)

    def field_of(self, round_: Round) -> tuple[str, ...]:
        """The entries that a round of the panel is about."""
        if round_ == "nominee":
            return self.finalists
        return tuple(entry.entry_id for entry in self.discussed())

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
