"""The signed receipt of a vote that was cast by page: the voter's own browser holds it, to be saved as a file.

The service keeps none, so a receipt number alone brings nobody the signature.
"""

import base64
import binascii
from typing import Annotated
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem

from voting.handlers.signing import Receipt

router = APIRouter(include_in_schema=False)
COOKIE = "zj_receipt"
HELD_SECONDS = 3600
PLACE = "/receipts"


def led_to(request: Request, receipt: Receipt) -> Response:
    """The way to the receipt's page. The browser holds the receipt for an hour, for these pages alone: 1 to 2 kB."""
    answer = RedirectResponse(f"{PLACE}/{quote(receipt.no, safe='')}", status_code=303)
    answer.set_cookie(
        COOKIE, base64.urlsafe_b64encode(orjson.dumps(receipt)).decode(), max_age=HELD_SECONDS, path=PLACE,
        httponly=True, samesite="strict", secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


def held(request: Request, number: str) -> bytes | None:
    """The receipt of this number as JSON, if this browser holds it."""
    try:
        said = orjson.loads(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
        return orjson.dumps(Receipt(**said)) if said["no"].upper() == number.strip().upper() else None
    except (binascii.Error, orjson.JSONDecodeError, AttributeError, TypeError, KeyError):
        return None


@router.get("/receipts/{number}/signed")
async def signed(number: Annotated[str, Path(max_length=64)], request: Request) -> Response:
    """The signed receipt as a file, for the browser that cast the vote."""
    found = held(request, number)
    if found is None:
        raise Problem(
            "receipt-not-held", 404, "签名回执只在投票所用的浏览器中保留一小时",
            "The signed receipt stays for an hour in the browser that cast the vote",
        )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="receipt.json"', "Cache-Control": "no-store"}
    return Response(found, media_type="application/json", headers=headers)
