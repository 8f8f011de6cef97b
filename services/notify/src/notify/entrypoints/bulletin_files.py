"""Bulletins and letters as files."""

import hashlib

from fastapi import Request, Response

from notify.bootstrap import HttpParts
from notify.entrypoints.bulletin_readers import Read

PDF = {200: {"content": {"application/pdf": {}}, "description": "PDF/A-2u"}}


async def bulletin_file(parts: HttpParts, read: Read, request: Request | None = None) -> Response:
    """The file of an edition; 304 to a reader that has it. It is asked for each time: it may have been taken back."""
    bulletin, edition = read.bulletin, read.edition
    name = f"{bulletin.kind}-{bulletin.number}-v{edition.version}.pdf"
    scope = "public" if bulletin.audience == "public" and bulletin.withdrawn is None else "private"
    return as_file(await parts.editorial.pdf(bulletin, edition), name, f"{scope}, no-cache", request)


def as_file(pdf: bytes, name: str, cache: str, request: Request | None = None) -> Response:
    """A PDF to be read in the browser."""
    etag = f'"{hashlib.sha256(pdf).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": cache, "Content-Disposition": f'inline; filename="{name}"'}
    known = request.headers.get("if-none-match", "") if request else ""
    if etag in [one.strip().removeprefix("W/") for one in known.split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(pdf, media_type="application/pdf", headers=headers)
