"""A single entry: by a citizen on the web, or entered by the office from an e-mail or a letter."""

from dataclasses import dataclass
from datetime import date

from plumbing.problems import Problem
from plumbing.tokens import Session

from intake.domain.contact_card import read_card
from intake.domain.entries import Channel, NewEntry, Outcome
from intake.handlers.desk import Desk
from intake.handlers.late_codes import digest_of, late_code
from intake.handlers.submit import Sender, submit_rows
from intake.handlers.written import Written, rejected


@dataclass(frozen=True, slots=True)
class Registered:
    """What the office adds when it enters an e-mail or a letter."""

    channel: Channel
    received_on: date
    phone: str
    unit_id: str | None = None
    late_code: str = ""
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """How a citizen came to the form: with a code for late entries, or by the link of a media outlet."""

    late_code: str = ""
    outlet: str | None = None


async def submit_web(desk: Desk, campaign_id: str, citizen: Session, written: Written, came: Came) -> Outcome:
    """The outcome of a citizen's entry; the phone is the one that the citizen signed in with.

    A late code lets one entry in after the deadline; it counts for the unit that the code is for.
    """
    leave = late_code(desk, campaign_id, came.late_code)
    entry = NewEntry(
        written.phrase, written.explanation, written.name, written.workplace, _phone_of(desk, citizen), "web",
        written.co_authors, unit_id=leave.unit_id if leave else None, share=written.share, outlet=came.outlet,
    )  # fmt: skip
    sender = Sender("citizen", late_code=digest_of(desk, campaign_id, came.late_code))
    return await _one(desk, campaign_id, sender, entry)


async def register(desk: Desk, campaign_id: str, actor: str, written: Written, by: Registered) -> Outcome:
    """The outcome of an entry that came by e-mail or letter."""
    entry = NewEntry(
        written.phrase, written.explanation, written.name, written.workplace, by.phone, by.channel,
        written.co_authors, by.received_on, by.unit_id, written.share, by.outlet,
    )  # fmt: skip
    sender = Sender(actor, late_code=digest_of(desk, campaign_id, by.late_code))
    return await _one(desk, campaign_id, sender, entry)


async def _one(desk: Desk, campaign_id: str, sender: Sender, entry: NewEntry) -> Outcome:
    [outcome] = await submit_rows(desk, campaign_id, sender, [entry])
    if outcome.status == "rejected":
        raise rejected(outcome.code or "")
    return outcome


def _phone_of(desk: Desk, citizen: Session) -> str:
    sealed = desk.state.citizens.get(citizen.subject)
    text = desk.vault.open(citizen.subject, sealed) if sealed else None
    if text is None:
        raise Problem("session-invalid", 401, "请重新登录。", "Please sign in again.")
    return read_card(text).phone
