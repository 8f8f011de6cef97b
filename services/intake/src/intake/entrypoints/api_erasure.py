"""Erasing a person's contact, as JSON: he asks for it himself, or the office decides it."""

from fastapi import APIRouter, Response
from plumbing.tokens import SESSION_COOKIE

from intake.entrypoints.api_entries import Number
from intake.entrypoints.guards import Citizen, DeskPart, Organiser, within_own
from intake.handlers.contacts import erase
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(prefix="/api/v1")


@router.delete("/sessions/contact", status_code=204)
async def erase_mine(desk: DeskPart, citizen: Citizen) -> Response:
    """Destroys what is known of the citizen who asks: name, workplace, phone, co-authors and files of every entry.

    The entries and all figures stay; nobody can be told of a prize any more. The session ends.
    """
    await erase(desk, citizen.subject, "citizen", "request")
    response = Response(status_code=204)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


@router.delete("/submissions/{number}/contact", status_code=204)
async def erase_author(number: Number, desk: DeskPart, session: Organiser) -> Response:
    """Destroys what is known of the author of an entry, in every campaign."""
    campaign, entry = entry_of_receipt(desk, number)
    within_own(session, campaign.campaign_id)
    await erase(desk, entry.filed.author_ref, session.subject, "office")
    return Response(status_code=204)
