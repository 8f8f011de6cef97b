"""The share cards of a contest: of its ballot and of its board. Neither has a figure of votes, at no time."""

from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from pages.sharing import Card, card_picture
from pages.wording import t, when

from voting.entrypoints.pages_source import Source
from voting.entrypoints.pages_views import ContestView

router = APIRouter(include_in_schema=False)
ContestId = Annotated[str, Path(max_length=96)]


@router.get("/vote/{contest_id}/card.png")
async def ballot_picture(contest_id: ContestId, request: Request, source: Source) -> Response:
    """The picture of the ballot's card; 404 when there is no such contest."""
    return await card_picture(request, partial(ballot_card, source.contest(contest_id)))


@router.get("/results/{contest_id}/card.png")
async def board_picture(contest_id: ContestId, request: Request, source: Source) -> Response:
    """The picture of the board's card; 404 when there is no such contest."""
    return await card_picture(request, partial(board_card, source.contest(contest_id)))


def ballot_card(contest: ContestView) -> Card:
    """What one can do at the ballot, and until when."""
    least, most = contest.choices_min, contest.choices_max
    zh = f"请选 {most} 件您认可的作品" if least == most else f"请选 {least} 至 {most} 件您认可的作品"
    en = f"Choose {most}" if least == most else f"Choose {least} to {most}"
    if contest.phase in ("closed", "certified"):
        line = t("投票已截止，看看结果", "The vote is closed: see the result")
    else:
        line = t(zh, f"{en} of {contest.entries} entries")
    return _card(contest, "vote", t("网络投票", "Public vote"), line)


def board_card(contest: ContestView) -> Card:
    """Where the contest stands."""
    line = {
        "soon": t("投票尚未开始", "The vote is not open yet"),
        "open": t("投票正在进行", "The vote is running"),
        "closed": t("投票已截止，正在核验", "Closed, being certified"),
        "certified": t("结果已核定，人人可以核对", "The result is certified, and anyone can check it"),
    }[contest.phase]
    certified = contest.phase == "certified"
    return _card(contest, "results", t("投票结果", "Result") if certified else t("实时榜单", "Live board"), line)


def _card(contest: ContestView, place: str, kind: str, line: str) -> Card:
    page = f"/{place}/{quote(contest.contest_id, safe='')}"
    dates = f"{when(contest.opens_at, 'date')} — {when(contest.closes_at)}"
    return Card(page=page, picture=f"{page}/card.png", kind=kind, title=contest.title, line=line, dates=dates)
