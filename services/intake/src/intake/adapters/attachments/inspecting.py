"""Tells what a file is by its content alone: what it is called, and what its sender says it is, plays no part."""

import asyncio
from collections.abc import Callable

from intake.adapters.attachments import docx, images, pdf
from intake.adapters.attachments.faults import unsupported
from intake.domain.entries import FileKind

_AT_ONCE = 2
_HEAD_BYTES = 1024
_KINDS: tuple[tuple[bytes, FileKind, Callable[[bytes], None]], ...] = (
    (images.PNG, "png", images.check_png),
    (images.JPEG, "jpeg", images.check_jpeg),
    (docx.HEAD, "docx", docx.check_docx),
)


class FileInspector:
    """Looks into files beside the event loop, two at a time."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def kind_of(self, content: bytes) -> FileKind:
        """PDF, PNG, JPEG or docx. Raises FileFault."""
        async with self._turns:
            return await asyncio.to_thread(kind_of, content)


def kind_of(content: bytes) -> FileKind:
    """The kind of a file that may be kept. Raises FileFault."""
    for head, kind, check in _KINDS:
        if content.startswith(head):
            check(content)
            return kind
    if pdf.HEAD in content[:_HEAD_BYTES]:
        pdf.check_pdf(content)
        return "pdf"
    raise unsupported()
