"""The files that a form brings along."""

from typing import Annotated

from fastapi import Depends, Request
from plumbing.problems import Problem
from starlette.datastructures import UploadFile

from intake.domain.attachments import MOST_FILES
from intake.entrypoints.form_faults import Faults
from intake.handlers.attachments import Uploaded, attach, check_file, file_problem
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


async def file_faults(desk: Desk, files: list[Uploaded]) -> Faults:
    """What is wrong with the first file that cannot be kept, beside the field `files`."""
    if len(files) > MOST_FILES:
        problem = file_problem("files-enough")
        return {"files": (problem.zh, problem.en)}
    try:
        for one in files:
            await check_file(desk, one)
    except Problem as problem:
        return {"files": (f"{one.name}：{problem.zh}", f"{one.name}: {problem.en}")}
    return {}


SentFiles = Annotated[list[Uploaded], Depends(sent_files)]
