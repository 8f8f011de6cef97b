"""附页: the files of an entry, as JSON and as themselves."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Response, UploadFile
from plumbing.openapi import or_as_before
from pydantic import BaseModel, Field

from intake.domain.entries import AttachedFile
from intake.entrypoints.api_entries import Number
from intake.entrypoints.guards import Changer, DeskPart
from intake.handlers.attachments import Opened, Uploaded, attach, files_of, name_of, open_file, remove
from intake.handlers.changes import Held, hold
from intake.handlers.desk import Desk

router = APIRouter(prefix="/api/v1/submissions/{number}/files")
FileId = Annotated[str, Path(max_length=64, description="As in the list of files")]
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BINARY = {200: {"content": {one: {} for one in TYPES.values()}, "description": "The file, to be saved"}}


class FileView(BaseModel):
    """A file that goes with an entry."""

    file_id: str
    name: Annotated[str, Field(description="What its sender called it: text, not to be believed")]
    kind: Literal["pdf", "png", "jpeg", "docx"]
    size: Annotated[int, Field(description="Bytes")]


@router.get("")
async def list_files(number: Number, desk: DeskPart, session: Changer) -> list[FileView]:
    """The files of an entry, for whoever may change it."""
    held = hold(desk, number, session)
    return [_view(desk, held, one) for one in files_of(held)]


@router.post("", status_code=201, responses=or_as_before(FileView))
async def upload(number: Number, file: UploadFile, desk: DeskPart, session: Changer, response: Response) -> FileView:
    """Puts a PDF, PNG, JPEG or .docx with an entry: 10 MB, 5 files; looked into before it is kept.

    What has macros, scripts, embedded files or a password is refused. The same content again answers 200.
    """
    held = hold(desk, number, session)
    kept, new = await attach(desk, held, Uploaded(file.filename or "", await file.read()))
    response.status_code = 201 if new else 200
    return _view(desk, held, kept)


@router.get("/{file_id}", response_class=Response, responses=BINARY)  # type: ignore[arg-type]
async def download(number: Number, file_id: FileId, desk: DeskPart, session: Changer) -> Response:
    """The file, never shown within a page. For anybody but its author this is written down."""
    return as_download(await open_file(desk, hold(desk, number, session), file_id))


@router.delete("/{file_id}", status_code=204)
async def take_away(number: Number, file_id: FileId, desk: DeskPart, session: Changer) -> Response:
    """Takes a file away; again it changes nothing."""
    await remove(desk, hold(desk, number, session), file_id)
    return Response(status_code=204)


def as_download(opened: Opened) -> Response:
    """A file of somebody else's: to be saved, of the type that its content has, and powerless if a browser shows it."""
    name = opened.name.replace("/", "_").replace("\\", "_")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return Response(opened.content, media_type=TYPES[opened.kind], headers=headers)


def _view(desk: Desk, held: Held, file: AttachedFile) -> FileView:
    return FileView(file_id=file.file_id, name=name_of(desk, held, file), kind=file.kind, size=file.size)
