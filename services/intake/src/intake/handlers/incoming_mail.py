"""A mail that is dropped in: read, guessed at, and its files looked into before anything is kept."""

import hashlib
from dataclasses import dataclass
from datetime import date

from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem

from intake.domain.attachments import MOST_BYTES, MOST_FILES
from intake.domain.mail import Mail, MailGuess, guess_of
from intake.domain.phrase import clean_line
from intake.handlers.attachments import Uploaded, check_file, file_problem
from intake.handlers.claims import OUR_ZONE
from intake.handlers.desk import Desk
from intake.handlers.ports import FileFault


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """What a mail says, the files of it that can be kept, and those that cannot with the reason."""

    key: str
    guess: MailGuess
    received_on: date
    files: tuple[Uploaded, ...]
    refused: tuple[tuple[str, Problem], ...]


async def read_incoming(desk: Desk, content: bytes, actor: str) -> IncomingMail:
    """The mail. Problems: 413 `file-too-large`, 422 `file-empty`, `mail-unreadable`, `file-expands-too-much`."""
    if not content or len(content) > MOST_BYTES:
        raise file_problem("file-too-large" if content else "file-empty")
    try:
        mail = await desk.mail.read(content)
    except FileFault as fault:
        if fault.code == "file-damaged":
            raise Problem("mail-unreadable", 422, "这不是 .eml 邮件文件。", "This is no .eml mail.") from fault
        raise file_problem(fault.code) from fault
    files, refused = await _sorted(desk, mail)
    today = desk.clock.now().astimezone(OUR_ZONE).date()
    key = keyed_ref(desk.posture.phone_pepper, "mail", actor, hashlib.sha256(content).hexdigest())
    return IncomingMail(key, guess_of(mail), min(mail.sent_on or today, today), files, refused)


async def _sorted(desk: Desk, mail: Mail) -> tuple[tuple[Uploaded, ...], tuple[tuple[str, Problem], ...]]:
    files: list[Uploaded] = []
    refused: list[tuple[str, Problem]] = []
    for one in mail.files:
        name = clean_line(one.name) or "file"
        try:
            await check_file(desk, Uploaded(name, one.content))
        except Problem as problem:
            refused.append((name, problem))
            continue
        if len(files) < MOST_FILES:
            files.append(Uploaded(name, one.content))
        else:
            refused.append((name, file_problem("files-enough")))
    return tuple(files), tuple(refused)
