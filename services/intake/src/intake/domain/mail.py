"""A mail that brings an entry, and what can be guessed from it; a clerk looks at every guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.domain.phrase import clean_prose, han_count

_LABELLED = "(?:%s)(?:[（(][^）)]*[）)])?\\s*[:：]\\s*(.+)"
_PHRASE = re.compile(_LABELLED % "表述语|口号|标语|投稿作品|作品")
_NAME = re.compile(_LABELLED % "作者姓名|姓名|作者|投稿人")
_WORKPLACE = re.compile(_LABELLED % "工作单位|单位")
_EXPLANATION = re.compile("(?:简要阐释说明|简要阐释|阐释说明|阐释|说明|释义)(?:[（(][^）)]*[）)])?\\s*[:：]\\s*")
_QUOTED = re.compile("[“「《]([^”」》\\n]{4,60})[”」》]")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_OTHER_LABEL = re.compile("^(?:作者|姓名|投稿人|工作单位|单位|手机|电话|联系)")
_MOST_HAN = 60
"""A subject or a line that is longer is no slogan."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that came with a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says. `sent_on` is the day by its own date, our time; None when it has none."""

    sender: str
    subject: str
    text: str
    sent_on: date | None
    files: tuple[MailFile, ...]


@dataclass(frozen=True, slots=True)
class MailGuess:
    """What a registration may say of a mail; '' for what cannot be guessed."""

    phrase: str
    explanation: str
    name: str
    workplace: str
    phone: str


def guess_of(mail: Mail) -> MailGuess:
    """Labelled lines are believed; else the phrase is what stands in quotation marks, and the sender is the author."""
    lines = [line.strip() for line in clean_prose(mail.text).splitlines() if line.strip()]
    phone = _PHONE.search(mail.text)
    return MailGuess(
        phrase=_labelled(_PHRASE, lines) or _quoted(mail),
        explanation=_explanation(lines),
        name=_labelled(_NAME, lines) or mail.sender,
        workplace=_labelled(_WORKPLACE, lines),
        phone=re.sub(r"[- ]", "", phone[1]) if phone else "",
    )


def _labelled(label: re.Pattern[str], lines: Sequence[str]) -> str:
    found = next(filter(None, (label.match(line) for line in lines)), None)
    return found[1].strip('“”"「」 ') if found else ""


def _quoted(mail: Mail) -> str:
    found = _QUOTED.search(mail.subject) or _QUOTED.search(mail.text)
    text = found[1].strip() if found else ""
    return text if 0 < han_count(text) <= _MOST_HAN else ""


def _explanation(lines: Sequence[str]) -> str:
    """What stands behind its label, until another label; the whole text where there is none."""
    start = next((place for place, line in enumerate(lines) if _EXPLANATION.match(line)), None)
    if start is None:
        return "\n".join(lines)
    said = [_EXPLANATION.sub("", lines[start], count=1)]
    for line in lines[start + 1 :]:
        if _OTHER_LABEL.match(line):
            break
        said.append(line)
    return "\n".join(filter(None, said))
