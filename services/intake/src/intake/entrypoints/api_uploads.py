"""汇总表 uploads that answer at once and are watched: begin one, see how far it is, fetch what became of it."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response, UploadFile
from plumbing.language import language_of
from plumbing.problems import Problem
from pydantic import BaseModel, Field

from intake.entrypoints.api_sheets import ForUnit, SheetView, sheet_view
from intake.entrypoints.guards import CampaignId, DeskPart, desk_of
from intake.entrypoints.pages_unit import reports_of, uploads_of
from intake.handlers.sheets import Upload
from intake.handlers.submit import Sender
from intake.handlers.uploads import RunningUpload

router = APIRouter(prefix="/api/v1/campaigns/{c}/sheets/uploads")
UploadId = Annotated[str, Path(max_length=64, description="The upload, as its beginning answered")]


class FailureView(BaseModel):
    """Why nothing was taken, or how to go on: the problem that a plain upload would have answered."""

    code: str
    status: int
    zh: str
    en: str


class UploadView(BaseModel):
    """How far an upload is."""

    upload_id: str
    state: Annotated[
        Literal["reading", "taking", "writing", "done", "failed"],
        Field(description="Reading the file, taking its rows in, writing the answer; then done or failed"),
    ]
    rows: Annotated[int, Field(description="Sound rows to be taken in; 0 until the file is read")]
    done: Annotated[int, Field(description="Of these, how many are in")]
    report: Annotated[SheetView | None, Field(description="What became of it, once it is done")]
    failure: Annotated[FailureView | None, Field(description="Why it failed, if it did")]


@router.post("", status_code=202)
async def begin(c: CampaignId, file: UploadFile, sender: ForUnit, request: Request, response: Response) -> UploadView:
    """Begins to take a 汇总表 in and answers at once; `Location` says where to ask how far it is.

    The same file of the same unit is the same upload while it is taken in; later it is taken again and creates nothing.
    """
    desk = desk_of(request)
    key = uploads_of(request).start(desk, c, sender, Upload(await file.read(), language_of(request)))
    response.headers["location"] = f"/api/v1/campaigns/{c}/sheets/uploads/{key}"
    return _view(request, desk.clock.now(), key, _found(request, c, sender, key))


@router.get("/{u}")
async def progress(c: CampaignId, u: UploadId, desk: DeskPart, sender: ForUnit, request: Request) -> UploadView:
    """How far an upload of this unit is. It is kept for half an hour: then 404 `upload-unknown`, and the file may be
    sent again, which enters nothing twice.
    """
    return _view(request, desk.clock.now(), u, _found(request, c, sender, u))


def _found(request: Request, campaign_id: str, sender: Sender, key: str) -> RunningUpload:
    found = uploads_of(request).find(key, campaign_id, sender.unit_id or "")
    if found is None:
        raise Problem(
            "upload-unknown", 404, "没有这次上传，或已过半小时；请重新上传，已收下的作品不会重复登记。",
            "There is no such upload, or it is over half an hour old. Send the file again: nothing is entered twice.",
        )  # fmt: skip
    return found


def _view(request: Request, now: datetime, key: str, upload: RunningUpload) -> UploadView:
    ended, problem = upload.task.done(), upload.problem
    report = reports_of(request).find(key, now) if ended and not problem else None
    return UploadView(
        upload_id=key,
        state=("failed" if problem else "done") if ended else upload.progress.stage,
        rows=upload.progress.rows,
        done=upload.progress.done,
        report=sheet_view(report) if report else None,
        failure=_failure(problem) if problem else None,
    )


def _failure(problem: Problem) -> FailureView:
    return FailureView(code=problem.code, status=problem.status, zh=problem.zh, en=problem.en)
