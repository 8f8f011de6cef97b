"""The receipt of a vote to keep, as a picture and as text: what its page says, and nothing that may change later."""

from functools import partial

import orjson
from fastapi import APIRouter, Request, Response
from pages.keepsakes import Slip, slip_picture, slip_text
from pages.wording import t, when
from plumbing.problems import Problem

from voting.entrypoints.pages_held import held
from voting.entrypoints.pages_source import PagesSource, ReceiptNumber, Source
from voting.entrypoints.pages_views import ReceiptView

router = APIRouter(include_in_schema=False)


@router.get("/receipts/{number}/picture.png")
async def picture(number: ReceiptNumber, request: Request, source: Source) -> Response:
    """The receipt as a picture; 404 for a number that is none of ours."""
    return await slip_picture(request, partial(slip_of, _found(source, number), cast_at(request, number)))


@router.get("/receipts/{number}/text")
async def text(number: ReceiptNumber, request: Request, source: Source) -> Response:
    """The receipt as a text file; 404 for a number that is none of ours."""
    return slip_text(request, partial(slip_of, _found(source, number), cast_at(request, number)))


def slip_of(receipt: ReceiptView, at: str | None) -> Slip:
    """What is kept. Whether the vote counts is not said: that may change after it is saved, and the page tells."""
    return Slip(
        page=f"/receipts/{receipt.number}",
        file=f"receipt-{receipt.number}",
        heading=t("投票回执", "Receipt of a vote"),
        title=receipt.title,
        number_label=t("回执编号", "Receipt number"),
        number=receipt.number,
        facts={t("投票时间", "Cast"): when(at)} if at else {},
        code_label=t("查询这一票是否计入", "See whether this vote is counted"),
        note=t(
            "回执不含您选了谁。投票记录公布之后，凭编号可以在记录中找到这一票，请妥善保存，不要公开转发。",
            "This does not say what you chose. But once the log of votes is published, the number leads to your vote"
            " on it: keep it to yourself.",
        ),
    )


def cast_at(request: Request, number: str) -> str | None:
    """When the vote was cast, which only the browser that cast it knows."""
    signed = held(request, number)
    return orjson.loads(signed)["accepted_at"] if signed else None


def _found(source: PagesSource, number: str) -> ReceiptView:
    receipt = source.receipt(number)
    if receipt is None:
        raise Problem("receipt-unknown", 404, "没有这个回执编号", "There is no receipt of this number")
    return receipt
