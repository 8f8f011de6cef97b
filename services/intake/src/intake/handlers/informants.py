"""信息员: who reports for a unit. Name and phone are sealed like an author's, and opening them is written down."""

from dataclasses import dataclass

from plumbing.problems import Problem
from plumbing.tokens import Session

from intake.domain.contact_card import ContactCard, card_text
from intake.domain.entries import LONGEST
from intake.domain.letters import Informant
from intake.domain.phrase import clean_line
from intake.domain.unit_events import InformantNamed
from intake.domain.unit_tree import above_of
from intake.handlers.contacts import Unsealing, unseal
from intake.handlers.desk import Desk
from intake.handlers.units import unit_line

REASON_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewInformant:
    """Who it is."""

    name: str
    phone: str


async def name_informant(
    desk: Desk, campaign_id: str, unit_id: str, named: NewInformant, session: Session
) -> Informant:
    """Takes a unit's informant down; another one takes his place.

    The office names one for any unit, a unit for those below it. Problems: 403 `unit-forbidden`, 404
    `campaign-unknown`, `unit-unknown`, 422 `name-missing`, `text-too-long`, `phone-invalid`.
    """
    unit_line(desk, campaign_id, unit_id)
    _check_right(desk, campaign_id, unit_id, session)
    name, phone = _name(named.name), desk.phone(named.phone)
    ref = desk.author_ref(phone)
    sealed = await desk.vault.seal(ref, card_text(ContactCard(name, phone)))
    await desk.log.append(InformantNamed(campaign_id, unit_id, ref, sealed, session.subject, desk.clock.now()))
    return desk.campaign(campaign_id).informants[unit_id]


def informant_of(desk: Desk, campaign_id: str, unit_id: str) -> Informant | None:
    """Who reports for a unit; None while nobody is named, or when he had his contact erased."""
    found = desk.campaign(campaign_id).informants.get(unit_id)
    return None if found is None or found.informant_ref in desk.state.erased else found


async def see_informant(desk: Desk, campaign_id: str, unit_id: str, reason: str, actor: str) -> ContactCard:
    """Name and phone, written down with actor and reason first. Problems: 404 `informant-unknown`, 410
    `contact-erased`, 422 `reason-required`.
    """
    if not reason.strip():
        raise Problem("reason-required", 422, "请写明查看的理由。", "Please say why you need it.")
    found = informant_of(desk, campaign_id, unit_id)
    if found is None:
        raise Problem("informant-unknown", 404, "该单位还没有信息员。", "This unit has no informant yet.")
    return await unseal(desk, Unsealing(found.informant_ref, campaign_id, clean_line(reason), unit_id), actor)


def may_name(desk: Desk, campaign_id: str, unit_id: str, session: Session) -> bool:
    """Whether somebody may name a unit's informant."""
    units = desk.campaign(campaign_id).rules.units
    return session.role != "unit" or session.unit in above_of(units, unit_id)


def _check_right(desk: Desk, campaign_id: str, unit_id: str, session: Session) -> None:
    if not may_name(desk, campaign_id, unit_id, session):
        raise Problem(
            "unit-forbidden", 403, "信息员由主办单位或上级单位指定。",
            "The office or the unit above names the informant.",
        )  # fmt: skip


def _name(raw: str) -> str:
    name = clean_line(raw)
    if not name:
        raise Problem("name-missing", 422, "请填写信息员姓名。", "Please give the informant's name.")
    if len(name) > LONGEST["name"]:
        raise Problem("text-too-long", 422, "姓名过长，请缩短。", "The name is too long.")
    return name
