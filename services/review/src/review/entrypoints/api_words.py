"""The JSON API of the list of sensitive words."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from plumbing.openapi import or_as_before
from pydantic import BaseModel, Field

from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.guards import At, MarksPart, Organiser, Screener, desk_of, marks_of
from review.entrypoints.refusals import problem_of
from review.entrypoints.requests import Strict
from review.handlers.marks import Marks
from review.handlers.words import FILE_BYTES, Listed, list_words

router = APIRouter(prefix="/api/v1/review/{c}")


class WordView(BaseModel):
    """A word and its kind."""

    text: str
    kind: str


class WordListView(BaseModel):
    """The list that holds."""

    version: int = Field(description="Counts up from 1; 0 is the sample that holds until a list is uploaded")
    words: list[WordView]
    source: str
    actor: str
    at: datetime | None


class WordListRequest(Strict):
    """A list in its file format: one word a line, after a tab its kind, `#` begins a remark."""

    text: str = Field(max_length=FILE_BYTES // 2)
    source: str = Field(default="", max_length=100, description="Whose list it is")


@router.get("/words")
async def words(campaign: At, _session: Screener, marks: MarksPart) -> WordListView:
    """The words that are marked in entries and comments."""
    return word_list_view(campaign, marks)


@router.post("/words", status_code=201, responses=or_as_before(WordListView))
async def upload(
    campaign: At, body: WordListRequest, request: Request, session: Organiser, response: Response
) -> WordListView:
    """Uploads the next version; one faulty line and nothing is taken. The same list again changes nothing (200)."""
    marks, desk = marks_of(request), desk_of(request)
    place = (campaign.campaign_id, marks.tools.folding)
    settle_listed(response, await list_words(desk, place, body.text, body.source, session.subject))
    return word_list_view(campaign, marks)


def settle_listed(response: Response, listed: Listed) -> None:
    """201 or 200; a refusal names its lines."""
    if isinstance(listed.verdict, Refused):
        lines = tuple(str(fault.line) for fault in listed.faults[:50])
        raise problem_of(Refused(listed.verdict.code, lines))
    response.status_code = 201 if listed.verdict.changed else 200


def word_list_view(campaign: Campaign, marks: Marks) -> WordListView:
    """The list that holds, for staff."""
    held = marks.words(campaign)
    shown = [WordView(text=word.text, kind=word.kind) for word in held.words]
    return WordListView(version=held.version, words=shown, source=held.source, actor=held.actor, at=held.at)
