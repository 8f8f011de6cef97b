"""The office's bulletins: figures to look at, issuing, correcting, taking back, and the files."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from plumbing.clock import Clock
from plumbing.identifiers import derived_id

from notify import metrics
from notify.domain.bulletin_events import BulletinCorrected, BulletinEvent, BulletinIssued, BulletinWithdrawn
from notify.domain.bulletins import Audience, Bulletin, BulletinKind, Edition, Setting, Words, setting_of
from notify.domain.figures import Figures
from notify.domain.ledger import Ledger
from notify.domain.letters import Letter
from notify.handlers.ports import Journal, OfficePress

KEPT_AT_MOST = 64
"""Files that stay in memory: everyone may ask for a public bulletin, and as often as he likes."""

Refusal = str
"""campaign-unknown, as-of-ahead, bulletin-unknown, bulletin-changed, bulletin-withdrawn."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin as the office means to issue it. `as_of` is the place of the log up to which its figures were looked
    at; None takes the newest. Figures of a place are the same whenever they are asked for.
    """

    campaign_id: str
    kind: BulletinKind
    audience: Audience
    words: Words
    as_of: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Which version of a bulletin the draft replaces, and why."""

    number: int
    replaces: int
    reason: str


class Editorial:
    """The office's hand on the gazette. Of two who change the same bulletin the first on the log holds."""

    def __init__(self, ledger: Ledger, press: OfficePress, journal: Journal, clock: Clock) -> None:
        self._ledger = ledger
        self._press = press
        self._journal = journal
        self._clock = clock
        self._files: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._printing = asyncio.Lock()

    def figures(self, campaign_id: str, as_of: int | None = None) -> Figures | Refusal:
        """What the events say of a campaign, up to a place of the log or up to now."""
        if as_of is not None and as_of > self._ledger.folded:
            return "as-of-ahead"
        found = self._ledger.gazette.figures(campaign_id, as_of, self._clock.now())
        return "campaign-unknown" if found is None or campaign_id not in self._ledger.campaigns else found

    def proof(self, draft: Draft, correction: Correction | None = None) -> Bulletin | Refusal:
        """What would come of the draft if it were issued now: the number is the one that would be next."""
        figures = self.figures(draft.campaign_id, draft.as_of)
        if isinstance(figures, str):
            return figures
        old = self._replaced(draft, correction)
        if isinstance(old, str):
            return old
        version = len(old.editions) + 1 if old else 1
        edition = Edition(
            self._edition_id(draft, figures, correction), version, draft.words, self._setting(draft), figures,
            self._clock.now(), "", correction.reason if correction else "",
        )  # fmt: skip
        if old is not None:
            return Bulletin(old.campaign_id, old.kind, old.number, old.audience, (*old.editions, edition))
        return Bulletin(draft.campaign_id, draft.kind, self._next_number(draft), draft.audience, (edition,))

    async def issue(self, draft: Draft, actor: str) -> Bulletin | Refusal:
        """The bulletin under its number. The same draft sent twice is one bulletin. Raises NotNow."""
        figures = self.figures(draft.campaign_id, draft.as_of)
        if isinstance(figures, str):
            return figures
        edition_id = self._edition_id(draft, figures)
        event = BulletinIssued(
            draft.campaign_id, draft.kind, draft.audience, edition_id, draft.words, self._setting(draft), figures,
            actor, self._clock.now(),
        )  # fmt: skip
        return await self._recorded(event)

    async def correct(self, draft: Draft, correction: Correction, actor: str) -> Bulletin | Refusal:
        """The bulletin with another edition; who may read it stays as it was. Raises NotNow."""
        figures = self.figures(draft.campaign_id, draft.as_of)
        if isinstance(figures, str):
            return figures
        event = BulletinCorrected(
            draft.campaign_id, draft.kind, correction.number, correction.replaces,
            self._edition_id(draft, figures, correction), draft.words, self._setting(draft), figures,
            correction.reason, actor, self._clock.now(),
        )  # fmt: skip
        return await self._recorded(event)

    async def withdraw(self, bulletin: Bulletin, reason: str, actor: str) -> Bulletin | Refusal:
        """The bulletin, taken back for good. Raises NotNow."""
        event = BulletinWithdrawn(
            bulletin.campaign_id, bulletin.kind, bulletin.number, reason, actor, self._clock.now()
        )  # fmt: skip
        return await self._recorded(event)

    async def pdf(self, bulletin: Bulletin, edition: Edition) -> bytes:
        """The file of an edition."""
        return await self._file(("bulletin", edition.edition_id), lambda: self._press.bulletin(bulletin, edition))

    async def letter_pdf(self, letter: Letter) -> bytes | None:
        """The file of a letter; None while its campaign is not known here."""
        campaign = self._ledger.campaigns.get(letter.campaign_id)
        if campaign is None:
            return None
        key = "letter", letter.campaign_id, str(letter.number), str(campaign.revision)
        return await self._file(key, lambda: self._press.letter(letter, campaign))

    async def _file(self, key: tuple[str, ...], printing: Callable[[], bytes]) -> bytes:
        """One at a time: who asks for what is being printed waits for it, and a crowd takes one processor at most."""
        async with self._printing:
            if key not in self._files:
                self._files[key] = await asyncio.to_thread(printing)
                metrics.OFFICE_PAPERS_RENDERED.labels(paper=key[0]).inc()
            if len(self._files) > KEPT_AT_MOST:
                self._files.popitem(last=False)
            return self._files[key]

    async def _recorded(self, event: BulletinEvent) -> Bulletin | Refusal:
        refusal = await self._journal.record(event)
        bulletin = self._ledger.gazette.of_event(event)
        if refusal is None:
            metrics.BULLETINS.labels(kind=event.kind, event=event.what).inc()
        return refusal or bulletin or "bulletin-unknown"

    def _replaced(self, draft: Draft, correction: Correction | None) -> Bulletin | Refusal | None:
        if correction is None:
            return None
        return self._ledger.gazette.find(draft.campaign_id, draft.kind, correction.number) or "bulletin-unknown"

    def _setting(self, draft: Draft) -> Setting:
        return setting_of(self._ledger.campaigns[draft.campaign_id])

    def _next_number(self, draft: Draft) -> int:
        issued = self._ledger.gazette.of_campaign(draft.campaign_id)
        return sum(one.kind == draft.kind for one in issued) + 1

    def _edition_id(self, draft: Draft, figures: Figures, correction: Correction | None = None) -> str:
        """Derived from what it says: sent twice with the same figures it is one edition. What was taken back may be
        issued again.
        """
        issued = self._ledger.gazette.of_campaign(draft.campaign_id)
        taken_back = sum(one.withdrawn is not None for one in issued)
        said = repr(replace(draft, as_of=figures.offset)), repr(correction), str(taken_back)
        return derived_id("bulletin", draft.campaign_id, *said)
