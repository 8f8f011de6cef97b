"""The files that a form brings along."""

from typing import Annotated

from fastapi import Depends, Request
from plumbing.problems import Problem
from starlette.datastructures import UploadFile

from intake.handlers.attachments import Uploaded, attach
from intake.handlers.changes import Held
from intake.handlers.desk import Desk


async def sent_files(request: Request) -> list[Uploaded]:
    """What was chosen in the field `files`; a browser sends an empty part where nothing was."""
    parts = (await request.form()).getlist("files")
    return [await uploaded(one) for one in parts if isinstance(one, UploadFile) and one.filename]


async def uploaded(file: UploadFile | None) -> Uploaded:
    """What came, empty when nothing did."""
    return Uploaded(file.filename or "", await file.read()) if file else Uploaded("", b"")


async def attach_all(desk: Desk, held: Held, files: list[Uploaded]) -> bool:
    """Whether all of them were kept. The entry is in already, so what failed is told and can be sent again."""
    try:
        for one in files:
            await attach(desk, held, one)
    except Problem:
        return False
    return True


SentFiles = Annotated[list[Uploaded], Depends(sent_files)]
