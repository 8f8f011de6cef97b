"""Every notice and where it stands; what waits for a channel, and what for the office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from notify.domain.notices import APPROVAL, OUTLET, PAGE, UNKNOWN_OUTCOME, Notice, State
from notify.domain.outbox_events import (
    NoticeAttempted,
    NoticeDecided,
    NoticeFailed,
    NoticePostponed,
    NoticeReported,
    NoticeSent,
    NoticeUnclear,
    OutboxEvent,
    OutletsNamed,
)

PEOPLE = ""
"""The way of notices to persons, among the names of outlets."""
OPEN: tuple[State, ...] = ("queued", "sending")
MAY_GO: tuple[State, ...] = ("held", "failed")
MAY_BE_DROPPED: tuple[State, ...] = ("held", "queued", "failed")


class Outbox:
    """Fed twice with the same event it is as if fed once; the first outcome of a notice holds until the office
    decides.
    """

    def __init__(self) -> None:
        self.notices: dict[str, Notice] = {}
        self.outlets: tuple[str, ...] = ()
        self._waiting: dict[str, dict[str, Notice]] = {PEOPLE: {}}
        self._held: set[str] = set()
        self._references: dict[str, str] = {}

    def add(self, notice: Notice, *, known: bool, approval: bool) -> None:
        """A new notice. To everyone, it is told by being here once its campaign is known; where the pack asks for it,
        the office approves first.
        """
        if notice.notice_id in self.notices:
            return
        if approval:
            self._keep(replace(notice, state="held", reason=APPROVAL))
        elif notice.public and known:
            self._publish(notice, notice.created_at)
        else:
            self._keep(replace(notice, queued_at=notice.created_at))

    def release(self, campaign_id: str, approve: tuple[str, ...]) -> None:
        """The campaign is known from here on: what waited for that is told, or held where its pack says so."""
        waiting = [one for one in self._waiting[PEOPLE].values() if one.campaign_id == campaign_id]
        for notice in waiting:
            if notice.kind in approve:
                self._keep(replace(notice, state="held", reason=APPROVAL, queued_at=None))
            elif notice.public:
                self._publish(notice, notice.created_at)

    def waiting(self, outlet: str = PEOPLE) -> Iterator[Notice]:
        """What waits for a channel, oldest first."""
        return iter(self._waiting.get(outlet, {}).values())

    @property
    def held(self) -> int:
        """How many wait for the office."""
        return len(self._held)

    def begun(self) -> list[Notice]:
        """Attempts that have no outcome."""
        return [one for one in self.notices.values() if one.state == "sending"]

    def apply(self, event: OutboxEvent) -> str | None:
        """Folds one event; the code of the refusal where it changes nothing that it should."""
        if isinstance(event, OutletsNamed):
            self._name_outlets(event)
            return None
        notice = self.notices.get(event.notice_id)
        if notice is None:
            return "notice-unknown"
        if isinstance(event, NoticeDecided):
            return self._decide(notice, event)
        if isinstance(event, NoticeReported):
            return self._report(notice, event)
        if notice.state not in OPEN:
            return "notice-settled"
        return self._settle(notice, event)

    def referred_to(self, reference: str) -> Notice | None:
        """The notice of the message that its channel calls so."""
        return self.notices.get(self._references.get(reference, ""))

    def _report(self, notice: Notice, event: NoticeReported) -> str | None:
        """The first report holds. One that comes before our own record of the sending, or after the sending went dark,
        says what that record would have said.
        """
        if not (notice.state in ("sending", "sent") or (notice.state, notice.reason) == ("held", UNKNOWN_OUTCOME)):
            return "notice-settled"
        if event.arrived:
            self._end(notice, "delivered", event.channel, event.at, None)
        else:
            self._end(notice, "failed", event.channel, event.at, f"undelivered-{event.reason}")
        return None

    def _settle(self, notice: Notice, event: OutboxEvent) -> str | None:
        if isinstance(event, NoticeAttempted):
            return self._begin(notice, event)
        if isinstance(event, NoticeUnclear):
            self._end(notice, "held", event.channel, event.at, UNKNOWN_OUTCOME)
        elif isinstance(event, NoticeSent | NoticeFailed | NoticePostponed):
            for carried in (self.notices.get(one) for one in (event.notice_id, *event.also)):
                if carried is not None and carried.state in OPEN:
                    self._tell(carried, event)
        return None

    def _tell(self, notice: Notice, event: NoticeSent | NoticeFailed | NoticePostponed) -> None:
        if isinstance(event, NoticePostponed):
            tried = replace(notice, state="queued", attempts=notice.attempts + 1, begun_by=None)
            self._keep(replace(tried, reason=event.reason, not_before=event.until))
        elif isinstance(event, NoticeFailed):
            self._end(notice, "failed", event.channel, event.at, event.reason)
        else:
            if event.reference:
                self._references[event.reference] = notice.notice_id
            self._end(notice, "delivered" if event.delivered else "sent", event.channel, event.at, None)

    def _begin(self, notice: Notice, event: NoticeAttempted) -> str | None:
        if notice.state == "sending" and notice.begun_by != event.courier:
            return "notice-begun"
        self._keep(replace(notice, state="sending", channel=event.channel, begun_by=event.courier))
        return None

    def _decide(self, notice: Notice, event: NoticeDecided) -> str | None:
        if event.decision == "drop":
            if notice.state not in MAY_BE_DROPPED:
                return "notice-settled"
            self._keep(replace(notice, state="refused", settled_at=event.at, actor=event.actor))
            return None
        replayed = notice.outlet is not None and notice.state in ("sent", "delivered", "refused")
        if not (notice.state in MAY_GO or replayed):
            return "notice-settled"
        freed = replace(
            notice, state="queued", reason=None, queued_at=event.at, attempts=0, not_before=None, begun_by=None,
            settled_at=None, actor=event.actor,
        )  # fmt: skip
        if notice.public:
            self._publish(freed, event.at)
        else:
            self._keep(freed)
        return None

    def _publish(self, notice: Notice, at: datetime) -> None:
        """Tells everyone, and gives each outlet its copy."""
        self._keep(replace(notice, state="sent", channel=PAGE, settled_at=at, queued_at=at))
        for outlet in self.outlets:
            copy_id = f"{notice.notice_id}.{outlet}"
            if copy_id not in self.notices:
                words = (copy_id, notice.campaign_id, notice.kind, OUTLET + outlet, notice.words, at)
                self._keep(Notice(*words, queued_at=at))

    def _name_outlets(self, event: OutletsNamed) -> None:
        for gone in set(self.outlets) - set(event.outlets):
            for notice in list(self.waiting(gone)):
                self._end(notice, "failed", gone, event.at, "outlet-removed")
        self.outlets = event.outlets

    def _end(self, notice: Notice, state: State, channel: str, at: datetime, reason: str | None) -> None:
        self._keep(replace(notice, state=state, channel=channel, settled_at=at, reason=reason, begun_by=None))

    def _keep(self, notice: Notice) -> None:
        self.notices[notice.notice_id] = notice
        (self._held.add if notice.state == "held" else self._held.discard)(notice.notice_id)
        lane = self._waiting.setdefault(notice.outlet or PEOPLE, {})
        if notice.state == "queued":
            lane[notice.notice_id] = notice
        else:
            lane.pop(notice.notice_id, None)
