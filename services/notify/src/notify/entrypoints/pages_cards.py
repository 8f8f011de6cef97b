"""The share card of a certificate's page: where it is checked, not what the check says, and no person's name."""

from functools import partial

from fastapi import APIRouter, Request, Response
from pages.sharing import Card, card_picture
from pages.wording import t

from notify.entrypoints.api_routes import Number, not_now, unknown
from notify.entrypoints.guards import Parts
from notify.handlers.certificates import campaign_of
from notify.handlers.ports import NotNow

router = APIRouter(include_in_schema=False)


@router.get("/certificates/{number}/card.png")
async def picture(number: Number, request: Request, parts: Parts) -> Response:
    """The picture; 404 for a number that vouches for nothing. Nobody's contact is opened for it."""
    certificate = parts.ledger.certificate(number)
    if certificate is None:
        raise unknown(number)
    try:
        campaign = campaign_of(parts.ledger, certificate)
    except NotNow as trouble:
        raise not_now() from trouble
    return await card_picture(request, partial(certificate_card, certificate.number, campaign.title, campaign.title_en))


def certificate_card(number: str, title: str, title_en: str) -> Card:
    """Whose campaign it is, and the number. Whether it is valid may change: the page says so."""
    page = f"/certificates/{number}"
    return Card(
        page=page,
        picture=f"{page}/card.png",
        kind=t("证书查验", "Check a certificate"),
        title=t(title, title_en or title),
        line=t("核对荣誉证书的真伪和内容", "Is this certificate genuine, and what does it say?"),
        dates=number,
    )
