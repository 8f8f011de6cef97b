"""The rules of a campaign, as its pack states them and as the log keeps them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PrizeReading = Literal["nested", "beside", "separate"]
Phase = Literal["soon", "open", "closed"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit (报送单位) and its soft quota; an absent bound means 不限 (document 000, section 2).

    `parent` is the unit above it: units form a tree.
    """

    unit_id: str
    name: str
    group: str
    quota_min: int | None = None
    quota_max: int | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """How many entries each tier holds (document 000, section 3)."""

    finalist: int
    nominee: int
    excellent: int
    winner: int


@dataclass(frozen=True, slots=True)
class Prizes:
    """Yuan for one work of each tier, and how prizes stack.

    `same_author` says whether an author of several works on the lists has each prize or the best only, `co_authors`
    whether they share equally or as they stated, `withdrawn_winner` whether the next work moves up.
    """

    winner: int
    excellent: int
    nominee: int
    finalist: int
    reading: PrizeReading
    same_author: Literal["each", "best"] = "each"
    co_authors: Literal["equal", "stated"] = "equal"
    withdrawn_winner: Literal["promote", "vacant"] = "promote"


@dataclass(frozen=True, slots=True)
class Voting:
    """How many entries one vote names, how often a voter votes, and what the public counts.

    `normalisation` is how votes and scores are laid on one scale, `cap` the most votes of one entry that count there.
    """

    choices_min: int
    choices_max: int
    period: Literal["contest", "day"]
    public_weight: float
    normalisation: Literal["range", "share", "rank"] = "range"
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The weights of the three dimensions of 专家论证, how the judges' marks become one figure, and how many judges
    are drawn for each entry (all of them when None).
    """

    political: float
    guidance: float
    form: float
    method: Literal["mean", "trimmed", "standard"] = "mean"
    trim: int = 1
    judges_each: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for which 筛选 rejects an entry: the code that is kept, and its words."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Screening:
    """Whether a decision of 筛选 needs a second person, and which reasons a rejection can state. Without reasons the
    usual ones hold.
    """

    two_person: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """How many works next in order each cut names as alternates (替补), and who makes the finalists: the office by its
    choice, or a panel's scores (初评).
    """

    alternates: int = 0
    finalists_by: Literal["office", "panel"] = "office"


@dataclass(frozen=True, slots=True)
class Decision:
    """The roles that sign the decision, each by another person; the first decides, the others agree."""

    signers: tuple[str, ...] = ("leader",)


@dataclass(frozen=True, slots=True)
class Objections:
    """公示: days in which objections are taken (0: no such period), and days within which each is answered."""

    days: int = 0
    answer_days: int = 3


@dataclass(frozen=True, slots=True)
class Articles:
    """How many people review an article before it is published (三审三校)."""

    reviews: int = 3


@dataclass(frozen=True, slots=True)
class AwardWeights:
    """What counts for the award of organisation, and how much."""

    fill: float = 0.5
    passed: float = 0.3
    finalist: float = 0.2


@dataclass(frozen=True, slots=True)
class OrganisationAward:
    """组织奖 (document 000, section 3): for how many units, by which figures. 0 places: there is none."""

    places: int = 0
    weights: AwardWeights = AwardWeights()


@dataclass(frozen=True, slots=True)
class Notices:
    """Which kinds of notices the office approves before they go out, and from when until when nobody is disturbed
    (HH:MM in Beijing, over midnight too; both empty: at no time).
    """

    approve: tuple[str, ...] = ()
    quiet_from: str = ""
    quiet_until: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """When the authors' contacts are destroyed; None: not before somebody asks for it."""

    contacts_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that the call asks of an entry (document 000, section 1)."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What the public call (征集公告) says besides the figures; what is empty is not shown. `email` and `address` are
    where entries by mail and by letter go.
    """

    aim: str = ""
    aim_en: str = ""
    criteria: tuple[Criterion, ...] = ()
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a campaign fixes."""

    title: str
    title_en: str
    issuers: tuple[str, ...]
    submissions_open_at: datetime
    submissions_close_at: datetime
    phrase_limit: int
    tiers: Tiers
    prizes: Prizes
    voting: Voting
    panel: Panel
    units: tuple[Unit, ...]
    call: Call = Call()
    screening: Screening = Screening()
    selection: Selection = Selection()
    decision: Decision = Decision()
    objections: Objections = Objections()
    articles: Articles = Articles()
    organisation_award: OrganisationAward = OrganisationAward()
    retention: Retention = Retention()
    notices: Notices = Notices()

    def unit(self, unit_id: str) -> Unit | None:
        """The unit of this name."""
        return next((unit for unit in self.units if unit.unit_id == unit_id), None)

    def accepts_at(self, moment: datetime) -> bool:
        """Whether submissions are open; the closing moment is exclusive."""
        return self.submissions_open_at <= moment < self.submissions_close_at

    def phase_at(self, moment: datetime) -> Phase:
        """Whether submissions have yet to open, are open, or are over."""
        if moment < self.submissions_open_at:
            return "soon"
        return "open" if self.accepts_at(moment) else "closed"
