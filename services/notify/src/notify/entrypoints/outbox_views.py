"""The outbox as the office sees it."""

from datetime import datetime
from typing import Literal

from plumbing.problems import Problem
from pydantic import BaseModel, Field

from notify.domain.ledger import Ledger
from notify.domain.notices import Notice, State
from notify.domain.outbox import MAY_BE_DROPPED, MAY_GO
from notify.domain.wording import compose


class OutboxLine(BaseModel):
    """A notice, where it stands, and what it says. Nobody's address, nobody's name."""

    notice_id: str
    campaign_id: str
    kind: str
    to: Literal["person", "everyone", "outlet"]
    outlet: str | None = Field(description="The robot or webhook, where it goes to one")
    state: State
    reason: str | None = Field(description="approval, outcome-unknown, or the code of the trouble")
    channel: str | None
    attempts: int = Field(description="Tries that the log knows to have failed")
    not_before: datetime | None
    created_at: datetime
    settled_at: datetime | None
    decided_by: str | None = Field(description="Who of the office decided about it last")
    may: list[Literal["send", "drop"]] = Field(description="What the office may decide")
    text: str | None = Field(description="In Chinese; null until the campaign is known")
    text_en: str | None


def outbox_line(notice: Notice, ledger: Ledger, public_url: str) -> OutboxLine:
    """One notice."""
    campaign = ledger.campaigns.get(notice.campaign_id)
    texts = [compose(notice, campaign, public_url, one).text if campaign else None for one in ("zh", "en")]
    return OutboxLine(
        notice_id=notice.notice_id,
        campaign_id=notice.campaign_id,
        kind=notice.kind,
        to="outlet" if notice.outlet else "everyone" if notice.public else "person",
        outlet=notice.outlet,
        state=notice.state,
        reason=notice.reason,
        channel=notice.channel,
        attempts=notice.attempts,
        not_before=notice.not_before,
        created_at=notice.created_at,
        settled_at=notice.settled_at,
        decided_by=notice.actor,
        may=may_be(notice),
        text=texts[0],
        text_en=texts[1],
    )


def may_be(notice: Notice) -> list[Literal["send", "drop"]]:
    """What the office may decide about it."""
    replayed = notice.outlet is not None and notice.state in ("sent", "delivered", "refused")
    found: list[Literal["send", "drop"]] = ["send"] if replayed or notice.state in MAY_GO else []
    return [*found, "drop"] if notice.state in MAY_BE_DROPPED else found


def outbox_lines(
    ledger: Ledger, campaign_id: str | None, state: State | None, outlet: str | None, public_url: str
) -> list[OutboxLine]:
    """The newest first."""
    found = [
        notice
        for notice in ledger.notices.values()
        if campaign_id in (None, notice.campaign_id)
        and state in (None, notice.state)
        and outlet in (None, notice.outlet)
    ]
    return [outbox_line(notice, ledger, public_url) for notice in reversed(found[-LINES:])]


LINES = 200
"""Notices in one answer, the newest."""


def notice_unknown() -> Problem:
    """The answer about a notice that there is not."""
    return Problem("notice-unknown", 404, "没有这条通知。", "There is no such notice.")


def notice_settled() -> Problem:
    """The answer to a decision that comes too late."""
    return Problem(
        "notice-settled", 409, "这条通知已经处理，请刷新后查看。", "This notice is settled already; look at it again."
    )
