"""An .eml file as plain text and files. Nothing in it is shown, followed or run."""

import asyncio
from datetime import date, timedelta, timezone
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from intake.adapters.attachments.faults import damaged, swollen
from intake.domain.mail import Mail, MailFile

OUR_ZONE = timezone(timedelta(hours=8))
MOST_PARTS = 100
MOST_TEXT = 200_000
_HEADERS = (b"from:", b"subject:", b"date:", b"received:", b"return-path:", b"mime-version:", b"message-id:", b"to:")
_SILENT = {"script", "style", "head", "title"}
_BREAKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3"}


class MailReader:
    """Reads mails beside the event loop."""

    async def read(self, content: bytes) -> Mail:
        """What the mail says. Raises FileFault `file-damaged` or `file-expands-too-much`."""
        return await asyncio.to_thread(read_mail, content)


def read_mail(content: bytes) -> Mail:
    """The mail of an .eml file. Raises FileFault: `file-damaged` for what is none, `file-expands-too-much`."""
    if not content[:20000].lower().lstrip().startswith(_HEADERS) and b"\nfrom:" not in content[:20000].lower():
        raise damaged()
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        return _mail(message)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, IndexError, KeyError) as error:
        raise damaged() from error


def _mail(message: EmailMessage) -> Mail:
    parts = list(message.walk())
    if len(parts) > MOST_PARTS:
        raise swollen()
    name, address = parseaddr(str(message.get("from", "")))
    return Mail(
        sender="" if name == address else name,
        subject=str(message.get("subject", "")),
        text=_text(message)[:MOST_TEXT],
        sent_on=_day(message),
        files=tuple(_files(message)),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        return ""
    said = _decoded(body)
    return _plain(said) if body.get_content_subtype() == "html" else said


def _decoded(part: EmailMessage) -> str:
    """The text of a part, by the character set that it names or by the two that mails here have."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "gb18030"):
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def _files(message: EmailMessage) -> list[MailFile]:
    found = []
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            found.append(MailFile(part.get_filename() or "", content))
    return found


def _day(message: EmailMessage) -> date | None:
    try:
        sent = parsedate_to_datetime(str(message["date"]))
        return sent.astimezone(OUR_ZONE).date()
    except (ValueError, TypeError, OverflowError):
        return None


class _Words(HTMLParser):
    """The words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        self._silent += tag in _SILENT
        self.said += ["\n"] if tag in _BREAKS else []

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        self.said += [] if self._silent else [data]


def _plain(page: str) -> str:
    words = _Words()
    words.feed(page)
    return "".join(words.said)
