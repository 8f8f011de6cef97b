"""Uploading a 汇总表: most are done at once, a long one shows how far it is, with a script and without."""

from typing import Annotated

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from plumbing.language import language_of
from plumbing.problems import Problem

from intake.entrypoints.guards import pages_of
from intake.entrypoints.pages_unit import ReportKey, unit_page, unit_query, uploads_of
from intake.entrypoints.reporting import ForUnit, Reporting
from intake.entrypoints.words import Words
from intake.handlers.sheets import Upload
from intake.handlers.uploads import RunningUpload

router = APIRouter(include_in_schema=False)
NO_FILE: Words = ("请先选择要上传的汇总表文件。", "Please choose the file of your sheet first.")
OF_THE_FILE = {409, 413, 422, 503}
"""Problems with these statuses are said beside the file; every other one has a page of its own."""


@router.post("/unit")
async def upload(request: Request, at: ForUnit, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """Takes a 汇总表 in and leads to what became of it, or to how far it is."""
    content = await file.read() if file else b""
    if not content:
        return unit_page(request, at, faults={"file": NO_FILE}, status=422)
    return await _begun(request, at, Upload(content, language_of(request)))


@router.get("/unit/upload")
async def progress(request: Request, at: ForUnit, key: ReportKey = "") -> Response:
    """How far the upload is: a page that comes again by itself, of which a script asks for the bar only."""
    running = _running(request, at, key)
    in_place = request.headers.get("HX-Request") == "true"
    if running is None or running.task.done():
        return _led(_way_to(at, key), in_place=in_place)
    return pages_of(request).render(
        request,
        "upload_bar.html" if in_place else "upload.html",
        line=at.line,
        progress=running.progress,
        query=unit_query(at),
        key=key,
    )


async def _begun(request: Request, at: Reporting, upload: Upload) -> Response:
    """The way to the result of a file that is done by now, or to its bar; or what is wrong with it."""
    uploads, work = uploads_of(request), at.work
    key = uploads.start(work.desk, work.campaign.campaign_id, at.sender, upload)
    await uploads.settle(key)
    running = _running(request, at, key)
    if running and running.problem:
        return _refused(request, at, running.problem)
    return RedirectResponse(_way_to(at, key, going_on=bool(running and not running.task.done())), status_code=303)


def _running(request: Request, at: Reporting, key: str) -> RunningUpload | None:
    return uploads_of(request).find(key, at.work.campaign.campaign_id, at.line.unit.unit_id)


def _refused(request: Request, at: Reporting, problem: Problem) -> Response:
    if problem.status not in OF_THE_FILE:
        raise problem
    return unit_page(request, at, faults={"file": (problem.zh, problem.en)}, status=problem.status)


def _way_to(at: Reporting, key: str, *, going_on: bool = False) -> str:
    query = f"{unit_query(at)}&report={key}"
    return f"/unit/upload?{query}" if going_on else f"/unit?{query}#result"


def _led(place: str, *, in_place: bool) -> Response:
    """The browser goes there; a script that asked for a part of the page is told to."""
    if in_place:
        return Response(headers={"HX-Redirect": place})
    return RedirectResponse(place, status_code=303)
