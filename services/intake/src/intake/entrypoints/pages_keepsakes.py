"""The receipt of an entry to keep, as a picture and as text: what its page says to whoever has the number."""

from functools import partial

from fastapi import APIRouter, Request, Response
from pages.keepsakes import Slip, slip_picture, slip_text
from pages.wording import t, when

from intake.domain.entries import Entry
from intake.domain.state import Campaign
from intake.entrypoints.guards import DeskPart
from intake.entrypoints.pages_submissions import Number
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(prefix="/submissions/{number}", include_in_schema=False)


@router.get("/picture.png")
async def picture(number: Number, request: Request, desk: DeskPart) -> Response:
    """The receipt as a picture; 404 for a number that is none of ours."""
    return await slip_picture(request, partial(slip_of, *entry_of_receipt(desk, number)))


@router.get("/text")
async def text(number: Number, request: Request, desk: DeskPart) -> Response:
    """The receipt as a text file; 404 for a number that is none of ours."""
    return slip_text(request, partial(slip_of, *entry_of_receipt(desk, number)))


def slip_of(campaign: Campaign, entry: Entry) -> Slip:
    """What is kept. Not whose the entry is, nor what became of it, which changes and which the page tells."""
    filed, rules = entry.filed, campaign.rules
    return Slip(
        page=f"/submissions/{filed.receipt_no}",
        file=f"receipt-{filed.receipt_no}",
        heading=t("作品回执", "Receipt of an entry"),
        title=t(rules.title, rules.title_en or rules.title),
        phrase=filed.phrase,
        number_label=t("回执编号", "Receipt number"),
        number=filed.receipt_no,
        facts={t("收到时间", "Received"): when(filed.received_at)},
        code_label=t("查询这件作品", "Follow up this entry"),
        note=t(
            "回执不含作者的姓名和电话。有编号的人都能看到这件作品，请妥善保存。",
            "This does not say who the author is. Whoever has the number can see the entry: keep it safe.",
        ),
    )
