"""附页: files are checked by their content, sealed with their author's key, and kept where files are kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem

from intake.domain.attachments import MOST_BYTES, MOST_FILES, FileChange
from intake.domain.entries import AttachedFile, FileKind
from intake.domain.events import ContactUnsealed, FileAttached, FileRemoved
from intake.domain.phrase import clean_line
from intake.handlers.changes import REFUSALS, Held
from intake.handlers.desk import Desk
from intake.handlers.ports import FileFault, FilesUnavailable

NAME_LONGEST = 150
FILE_WORDS = {
    "file-empty": (422, "文件是空的。", "The file is empty."),
    "file-too-large": (413, "文件超过 10 MB。", "The file is larger than 10 MB."),
    "file-type-unsupported": (
        422, "只收 PDF、PNG、JPEG 和 .docx 文件。", "Only PDF, PNG, JPEG and .docx files are taken.",
    ),
    "file-damaged": (422, "文件已损坏，无法打开。", "The file is damaged."),
    "file-encrypted": (422, "文件有密码，请去掉密码后再上传。", "The file has a password; please remove it first."),
    "file-unsafe": (
        422, "文件里有宏、脚本或内嵌文件，请另存为普通文件后再上传。",
        "The file holds macros, scripts or other files; please save it without them.",
    ),
    "file-expands-too-much": (422, "文件展开后过大。", "The file unpacks to far too much."),
    "files-enough": (409, f"每件作品最多 {MOST_FILES} 个附页。", f"An entry has {MOST_FILES} files at most."),
    "file-unknown": (404, "没有这个附页。", "There is no such file."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as it came. What it is called is its sender's text."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is handed out."""

    name: str
    kind: FileKind
    content: bytes


async def check_file(desk: Desk, uploaded: Uploaded) -> FileKind:
    """What a file is. Problems: 413 `file-too-large`, 422 with the codes of FileFault and `file-empty`."""
    if not uploaded.content:
        raise file_problem("file-empty")
    if len(uploaded.content) > MOST_BYTES:
        raise file_problem("file-too-large")
    try:
        return await desk.inspector.kind_of(uploaded.content)
    except FileFault as fault:
        raise file_problem(fault.code) from fault


async def attach(desk: Desk, held: Held, uploaded: Uploaded) -> tuple[AttachedFile, bool]:
    """The file, and whether it is new; the same content again is the same file.

    Problems: as `check_file`; 409 `files-enough`, `submissions-closed`, `entry-withdrawn`; 503 `files-unavailable`,
    `outcome-unknown` (both safe to repeat).
    """
    kind, filed = await check_file(desk, uploaded), held.entry.filed
    digest = hashlib.sha256(uploaded.content).hexdigest()
    file_id = keyed_ref(desk.posture.phone_pepper, "file", filed.entry_id, digest)
    known = held.campaign.files.get(filed.entry_id, {}).get(file_id)
    if known is not None:
        return known, False
    sealed = await desk.vault.seal_file(filed.author_ref, uploaded.content)
    stored_as = hashlib.sha256(sealed).hexdigest()
    name = await desk.vault.seal(filed.author_ref, clean_line(uploaded.name)[-NAME_LONGEST:] or f"file.{kind}")
    await _kept(desk, stored_as, sealed)
    file = AttachedFile(file_id, stored_as, kind, len(uploaded.content), name, desk.clock.now())
    event = FileAttached(held.campaign.campaign_id, filed.entry_id, file, held.hand, held.actor, desk.clock.now())
    await _changed(desk, event)
    return held.campaign.files[filed.entry_id][file_id], True


async def remove(desk: Desk, held: Held, file_id: str) -> None:
    """Takes a file away; again it changes nothing. Problems: 409, 503."""
    campaign_id, entry_id = held.campaign.campaign_id, held.entry.filed.entry_id
    await _changed(desk, FileRemoved(campaign_id, entry_id, file_id, held.hand, held.actor, desk.clock.now()))


async def open_file(desk: Desk, held: Held, file_id: str) -> Opened:
    """The content and the name of a file. For anybody but its author that is an unsealing, and is written down.

    Problems: 404 `file-unknown`, 410 `contact-erased`, 503 `files-unavailable`, `outcome-unknown`.
    """
    filed, campaign_id = held.entry.filed, held.campaign.campaign_id
    file = held.campaign.files.get(filed.entry_id, {}).get(file_id)
    if file is None:
        raise file_problem("file-unknown")
    if held.hand != "author":
        await desk.log.append(
            ContactUnsealed(campaign_id, filed.author_ref, "attachment", file_id, held.actor, desk.clock.now())
        )
    try:
        sealed = await desk.files.get(file.stored_as)
    except FilesUnavailable as error:
        raise _unavailable() from error
    if sealed is None:
        raise file_problem("file-unknown")
    content = desk.vault.open_file(filed.author_ref, sealed)
    if content is None:
        raise Problem("contact-erased", 410, "作者信息已删除。", "The contact was erased.")
    return Opened(name_of(desk, held, file), file.kind, content)


def files_of(held: Held) -> Sequence[AttachedFile]:
    """The files of an entry in the order in which they came."""
    return tuple(held.campaign.files.get(held.entry.filed.entry_id, {}).values())


def name_of(desk: Desk, held: Held, file: AttachedFile) -> str:
    """What its sender called a file; its kind once his key is gone."""
    return desk.vault.open(held.entry.filed.author_ref, file.sealed_name) or f"file.{file.kind}"


def file_problem(code: str) -> Problem:
    """What the sender of a file is told."""
    status, zh, en = FILE_WORDS[code]
    return Problem(code, status, zh, en)


async def _kept(desk: Desk, stored_as: str, sealed: bytes) -> None:
    try:
        await desk.files.put(stored_as, sealed)
    except FilesUnavailable as error:
        raise _unavailable() from error


async def _changed(desk: Desk, event: FileChange) -> None:
    verdict = await desk.log.append(event)
    if verdict.answer != "refused":
        return
    if verdict.code in FILE_WORDS:
        raise file_problem(verdict.code)
    raise Problem(verdict.code, 409, *REFUSALS[verdict.code])


def _unavailable() -> Problem:
    return Problem(
        "files-unavailable", 503, "附页暂时无法存取，请稍后再试。", "Files cannot be kept or read; try again shortly.",
        headers={"Retry-After": "5"},
    )  # fmt: skip
