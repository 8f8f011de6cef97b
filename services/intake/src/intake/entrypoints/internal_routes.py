"""The route for notify: the only way to a name and a phone. Behind the service token, never behind the public port."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from intake.entrypoints.api_campaigns import Strict
from intake.entrypoints.guards import DeskPart
from intake.handlers.contacts import Unsealing, unseal

router = APIRouter(prefix="/internal/v1", include_in_schema=False)
Word = Annotated[str, Field(min_length=1, max_length=100)]


class UnsealRequest(Strict):
    """What the contact is wanted for."""

    campaign_id: Word
    purpose: Word
    reference: Annotated[str, Field(max_length=100)] = ""


class ContactView(BaseModel):
    """A person. For a certificate also the names of those who wrote the entry that `reference` names with him."""

    name: str
    phone: str
    co_authors: tuple[str, ...] = ()


@router.post("/contacts/{author_ref}/unseal", response_model_exclude_defaults=True)
async def unseal_contact(author_ref: str, body: UnsealRequest, desk: DeskPart) -> ContactView:
    """The contact of an author. That it was opened is on the log before it is told."""
    asked = Unsealing(author_ref, body.campaign_id, body.purpose, body.reference)
    contact = await unseal(desk, asked, "notify")
    certified = body.purpose in ("certificate", "certificate-check")
    others = tuple(one.name for one in contact.co_authors) if certified else ()
    return ContactView(name=contact.name, phone=contact.phone, co_authors=others)
