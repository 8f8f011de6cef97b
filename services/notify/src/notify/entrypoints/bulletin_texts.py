"""What the office may write into a bulletin: lengths, and texts without what no paper can hold."""

import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

TITLE, TEXT, LINE, LINES, REASON = 100, 8000, 200, 12, 200
"""Most characters of a title, a text, a line of 报 and 发; most of these lines; most characters of a reason."""


def one_line(text: Any) -> Any:
    """Without line breaks and control characters, trimmed."""
    return " ".join(_settable(text).split()) if isinstance(text, str) else text


def prose(text: Any) -> Any:
    """Lines that keep their breaks; control characters are left out."""
    return _settable(text.replace("\r\n", "\n").replace("\r", "\n")).strip() if isinstance(text, str) else text


def _settable(text: str) -> str:
    return "".join(one for one in text.replace("\t", " ") if one == "\n" or unicodedata.category(one) != "Cc")


Title = Annotated[str, BeforeValidator(one_line), Field(min_length=2, max_length=TITLE)]
Text = Annotated[str, BeforeValidator(prose), Field(min_length=1, max_length=TEXT)]
Editor = Annotated[str, BeforeValidator(one_line), Field(max_length=LINE)]
Line = Annotated[str, BeforeValidator(one_line), Field(min_length=1, max_length=LINE)]
Lines = Annotated[tuple[Line, ...], Field(max_length=LINES)]
Reason = Annotated[str, BeforeValidator(one_line), Field(min_length=2, max_length=REASON)]
AsOf = Annotated[int | None, Field(ge=0, le=2**53)]
