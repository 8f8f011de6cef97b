"""The gazette, a chapter of the fold: every bulletin under its number, and the facts that figures are counted from."""

from dataclasses import replace
from datetime import datetime

from notify.domain.bulletin_events import BulletinCorrected, BulletinEvent, BulletinIssued, BulletinWithdrawn
from notify.domain.bulletins import Bulletin, BulletinKind, Edition, Withdrawal
from notify.domain.facts import Fact
from notify.domain.figures import Counted, Figures, figures_of

Shelf = tuple[str, BulletinKind]
"""Campaign and kind: within these numbers count."""


class Gazette:
    """Numbers are given in the order of the log, without gaps. Fed twice with the same event it is as if fed once."""

    def __init__(self) -> None:
        self._shelves: dict[Shelf, list[Bulletin]] = {}
        self._editions: dict[str, tuple[Shelf, int]] = {}
        self._history: dict[str, list[Counted]] = {}

    def count(self, offset: int, at: datetime, fact: Fact) -> None:
        """A fact that figures may be counted from, in the order of the log."""
        self._history.setdefault(fact.campaign_id, []).append(Counted(offset, at, fact))

    def figures(self, campaign_id: str, offset: int | None, now: datetime) -> Figures | None:
        """The figures up to a place of the log, or the newest, which are those of `now`. None if unknown."""
        history = self._history.get(campaign_id, [])
        counted = [one for one in history if offset is None or one.offset <= offset]
        if not counted:
            return None
        return figures_of(counted, now if len(counted) == len(history) else None)

    def apply(self, event: BulletinEvent) -> str | None:
        """Folds one event; the code of the refusal where it changes nothing that it should."""
        shelf = event.campaign_id, event.kind
        if isinstance(event, BulletinIssued):
            self._issue(shelf, event)
            return None
        bulletin = self.find(event.campaign_id, event.kind, event.number)
        if bulletin is None:
            return "bulletin-unknown"
        if isinstance(event, BulletinWithdrawn):
            return self._withdraw(bulletin, event)
        return self._correct(bulletin, event)

    def find(self, campaign_id: str, kind: BulletinKind, number: int) -> Bulletin | None:
        """The bulletin under a number."""
        shelf = self._shelves.get((campaign_id, kind), [])
        return shelf[number - 1] if 1 <= number <= len(shelf) else None

    def by_edition(self, edition_id: str) -> Bulletin | None:
        """The bulletin that an edition belongs to."""
        place = self._editions.get(edition_id)
        return self._shelves[place[0]][place[1] - 1] if place else None

    def of_event(self, event: BulletinEvent) -> Bulletin | None:
        """The bulletin that an event is about, once it is folded."""
        if isinstance(event, BulletinIssued):
            return self.by_edition(event.edition_id)
        return self.find(event.campaign_id, event.kind, event.number)

    def of_campaign(self, campaign_id: str | None) -> list[Bulletin]:
        """The bulletins of one campaign, or of all, the latest issued first."""
        found = [one for shelf in self._shelves.values() for one in shelf if campaign_id in (None, one.campaign_id)]
        return sorted(found, key=lambda one: (one.issued_at, one.number), reverse=True)

    def _issue(self, shelf: Shelf, event: BulletinIssued) -> None:
        if event.edition_id in self._editions:
            return
        bulletins = self._shelves.setdefault(shelf, [])
        number = len(bulletins) + 1
        edition = Edition(event.edition_id, 1, event.words, event.setting, event.figures, event.at, event.actor)
        bulletins.append(Bulletin(event.campaign_id, event.kind, number, event.audience, (edition,)))
        self._editions[event.edition_id] = shelf, number

    def _correct(self, bulletin: Bulletin, event: BulletinCorrected) -> str | None:
        if event.edition_id in self._editions:
            return None
        if bulletin.withdrawn is not None:
            return "bulletin-withdrawn"
        if bulletin.current.version != event.replaces:
            return "bulletin-changed"
        edition = Edition(
            event.edition_id, event.replaces + 1, event.words, event.setting, event.figures, event.at, event.actor,
            event.reason,
        )  # fmt: skip
        self._keep(replace(bulletin, editions=(*bulletin.editions, edition)))
        self._editions[event.edition_id] = (bulletin.campaign_id, bulletin.kind), bulletin.number
        return None

    def _withdraw(self, bulletin: Bulletin, event: BulletinWithdrawn) -> str | None:
        if bulletin.withdrawn is not None:
            return "bulletin-withdrawn"
        self._keep(replace(bulletin, withdrawn=Withdrawal(event.reason, event.at, event.actor)))
        return None

    def _keep(self, bulletin: Bulletin) -> None:
        self._shelves[bulletin.campaign_id, bulletin.kind][bulletin.number - 1] = bulletin
