"""The office's page of sensitive words: which list holds, and uploading another."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from review.adapters.shipped import sample_text
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import MarksPart, Organiser, desk_of, marks_of, pages_of
from review.entrypoints.refusals import WORDS
from review.handlers.words import Listed, as_file, decoded, list_words

router = APIRouter(include_in_schema=False)
PLAIN = "text/plain; charset=utf-8"
Source = Annotated[str, Form(max_length=100)]


@router.get("/office/words")
async def words(request: Request, _session: Organiser, campaign: AtWork, done: bool = False) -> Response:
    """The list that holds, and the form for another."""
    return _page(request, campaign, done=done)


@router.post("/office/words")
async def upload(
    request: Request, session: Organiser, campaign: AtWork, file: UploadFile, source: Source = ""
) -> Response:
    """Takes a list in, whole or not at all; faulty lines are named."""
    text = decoded(await file.read())
    listed = Listed(Refused("word-list-unreadable"))
    if text is not None:
        place = (campaign.campaign_id, marks_of(request).tools.folding)
        listed = await list_words(desk_of(request), place, text, source, session.subject)
    return _answer(request, campaign, listed, source)


@router.get("/office/words/list.txt")
async def download(_session: Organiser, campaign: AtWork, marks: MarksPart) -> Response:
    """The list that holds, as a file."""
    return _file("敏感词.txt", as_file(marks.words(campaign).words))


@router.get("/office/words/sample.txt")
async def sample(_session: Organiser) -> Response:
    """The sample, which shows the format."""
    return _file("敏感词样例.txt", sample_text())


def _file(name: str, text: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}", "cache-control": "no-store"}
    return Response(text.encode("utf-8", "replace"), media_type=PLAIN, headers=headers)


def _answer(request: Request, campaign: Campaign, listed: Listed, source: str) -> Response:
    if not isinstance(listed.verdict, Refused):
        return RedirectResponse(f"/office/words?campaign={quote(campaign.campaign_id)}&done=true", status_code=303)
    faults = [(fault.line, WORDS[fault.code][1:]) for fault in listed.faults[:50]]
    status, zh, en = WORDS[listed.verdict.code]
    return _page(request, campaign, status, fault=(zh, en), faults=faults, source=source)


def _page(request: Request, campaign: Campaign, status: int = 200, **said: Any) -> Response:
    context = {"done": False, "fault": None, "faults": [], "source": "", **said}
    held = marks_of(request).words(campaign)
    return pages_of(request).render(
        request, "office_words.html", status=status, campaign=campaign, held=held, **context
    )
