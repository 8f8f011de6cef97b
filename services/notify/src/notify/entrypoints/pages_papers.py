"""Certificates on public pages: holding a file against the register."""

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from plumbing.problems import Problem

from notify.entrypoints.api_papers import paper_check
from notify.entrypoints.guards import Parts
from notify.entrypoints.making import read_file
from notify.entrypoints.page_routes import certificates_page, pages_of

router = APIRouter(include_in_schema=False)


async def chosen_file(file: Annotated[UploadFile | str | None, File()] = None) -> UploadFile | None:
    """What was chosen; a browser sends an empty part where nothing was."""
    return None if file is None or isinstance(file, str) else file


Chosen = Annotated[UploadFile | None, Depends(chosen_file)]


@router.get("/certificates/check")
async def check_form(request: Request) -> Response:
    """Where a file is chosen; also for whoever loads the answer anew."""
    return certificates_page(request)


@router.post("/certificates/check")
async def check(
    request: Request, file: Chosen, parts: Parts, number: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """What an uploaded PDF is; the form again, with a plain word, where none came or it is too large."""
    try:
        content = await read_file(file)
    except Problem as problem:
        return certificates_page(request, status=problem.status, fault=(problem.zh, problem.en))
    found = paper_check(parts.papers.examine(content, number.strip()))
    return pages_of(request).render(request, "certificate_file.html", check=found)
