"""The office's exports: an API and a page that give the same files."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from plumbing.language import language_of
from pydantic import BaseModel, Field

from review.adapters.table_files import as_csv, as_json, as_xlsx
from review.domain.books import BOOKS, Book
from review.domain.exports import Format
from review.domain.fold import Refused
from review.domain.state import Campaign
from review.entrypoints.choosing import AtWork
from review.entrypoints.guards import At, DeskPart, Organiser, marks_of, pages_of
from review.entrypoints.refusals import problem_of
from review.entrypoints.selection_requests import Strict
from review.handlers.desk import Desk
from review.handlers.exports import take_out

router = APIRouter(tags=["exports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": (XLSX, as_xlsx), "csv": ("text/csv", as_csv), "json": ("application/json", as_json)}
NAMES: dict[str, tuple[str, str]] = {
    "entries": ("作品与筛选", "Entries and screening"),
    "comments": ("留言与意见", "Comments and opinion"),
    "scores": ("评分", "Scores"),
    "composite": ("综合得分", "Composite"),
    "packet": ("决策材料", "Decision packet"),
    "decisions": ("决定、公示与异议", "Decisions and objections"),
    "prizes": ("奖项与发放", "Prizes and ledger"),
}
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, named in Content-Disposition",
        "content": {
            XLSX: {"schema": {"type": "string", "format": "binary"}},
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "object"}},
        },
    }
}


class ExportRequest(Strict):
    """What is taken out, and as which kind of file."""

    book: Book
    format: Format = "xlsx"


class ExportForm(BaseModel):
    """The same as a form sends it."""

    book: Book
    format: Format = Field(default="xlsx")


@router.post("/api/v1/review/{c}/exports", response_class=Response, responses=FILES)
async def export(body: ExportRequest, request: Request, at: At, desk: DeskPart, session: Organiser) -> Response:
    """A file of entries, comments, scores, composite, packet, decisions or prizes; who took it is written down."""
    return await _file(request, desk, at, (body.book, body.format), session.subject)


@router.get("/office/exports", include_in_schema=False)
async def overview(request: Request, _session: Organiser, at: AtWork) -> Response:
    """What can be taken out, and what was."""
    alike = marks_of(request).alike_in(at)
    rows = [(name, words, sum(len(one.rows) for one in BOOKS[name](at, alike))) for name, words in NAMES.items()]
    return pages_of(request).render(
        request, "office_exports.html", campaign=at, books=rows, names=NAMES, taken=at.exports[::-1]
    )


@router.post("/office/exports", include_in_schema=False)
async def download(
    request: Request, session: Organiser, at: AtWork, desk: DeskPart, form: Annotated[ExportForm, Form()]
) -> Response:
    """The file."""
    return await _file(request, desk, at, (form.book, form.format), session.subject)


async def _file(request: Request, desk: Desk, at: Campaign, wanted: tuple[Book, Format], actor: str) -> Response:
    taken = await take_out(desk, at.campaign_id, wanted, actor, marks_of(request))
    if isinstance(taken, Refused):
        raise problem_of(taken)
    language, (book, kind) = language_of(request), wanted
    media, written = KINDS[kind]
    name = f"{at.campaign_id}-{book}.{kind}"
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
    }
    return Response(written(taken.title, taken.tables, language), media_type=media, headers=headers)
