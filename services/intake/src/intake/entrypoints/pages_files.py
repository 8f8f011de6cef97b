"""附页 on the receipt's page: put a file with an entry, save it, take it away."""

from typing import Annotated

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from plumbing.problems import Problem

from intake.entrypoints.api_files import FileId, as_download
from intake.entrypoints.guards import Changer, DeskPart
from intake.entrypoints.pages_submissions import Number, submission_page
from intake.entrypoints.sent_files import uploaded
from intake.handlers.attachments import attach, open_file, remove
from intake.handlers.changes import Held, hold
from intake.handlers.receipts import entry_of_receipt

router = APIRouter(prefix="/submissions/{number}/files", include_in_schema=False)
OF_THE_FILE = {409, 413, 422, 503}


@router.post("")
async def put_file(
    number: Number,
    request: Request,
    desk: DeskPart,
    session: Changer,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Keeps the file, or says beside its field why not."""
    held = hold(desk, number, session)
    try:
        await attach(desk, held, await uploaded(file))
    except Problem as problem:
        if problem.status not in OF_THE_FILE:
            raise
        return submission_page(request, desk, entry_of_receipt(desk, number), faults={"file": (problem.zh, problem.en)})
    return _back(held)


@router.get("/{file_id}")
async def save_file(number: Number, file_id: FileId, desk: DeskPart, session: Changer) -> Response:
    """The file, to be saved."""
    return as_download(await open_file(desk, hold(desk, number, session), file_id))


@router.post("/{file_id}/remove")
async def take_file(number: Number, file_id: FileId, desk: DeskPart, session: Changer) -> Response:
    """Takes the file away."""
    held = hold(desk, number, session)
    await remove(desk, held, file_id)
    return _back(held)


def _back(held: Held) -> Response:
    return RedirectResponse(f"/submissions/{held.entry.filed.receipt_no}?said=files#files", status_code=303)
