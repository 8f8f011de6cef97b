"""Typst as the house's press: one template, words as data, and the same bytes for the same words."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst
from pages.typesetting import MISSING, packaged_fonts, unsettable

TEMPLATES = Path(__file__).parent.parent / "templates"
STANDARD: Literal["a-2u"] = "a-2u"
"""PDF/A-2u: archival, and every glyph is mapped to its character, so that the text can be selected."""
DATA = "data"
"""The input that is JSON: everything in it that is text may be user text."""


@dataclass(frozen=True, slots=True)
class Form:
    """A template, the names of those of its inputs that hold what people wrote, and the date of what is printed."""

    template: str
    user_text: Collection[str]
    dated: datetime


class Press:
    """Prints on the two fonts that come with the packages and those of `fonts` (for rare characters), never the
    system's. User text goes in through sys_inputs only, so nothing in it is ever read as markup. Call it in a thread.
    """

    def __init__(self, fonts: str | None = None) -> None:
        self.fonts = packaged_fonts(fonts)

    def pdf(self, form: Form, inputs: dict[str, str]) -> bytes:
        """PDF/A-2u. A character that no font has is set as 〓 and named in the input `notes`."""
        inputs = {**inputs, "notes": ""}
        while True:
            try:
                return self._compile(form, inputs)
            except typst.TypstError as error:
                missing = unsettable(error.message)
                if not any(one in inputs[key] for key in form.user_text for one in missing):
                    raise
                inputs = without(inputs, missing, form.user_text)

    def png(self, form: Form, inputs: dict[str, str]) -> bytes:
        """A picture of a paper of one page, at 144 points an inch."""
        return self._compile(form, {**inputs, "notes": ""}, picture=True)

    def _compile(self, form: Form, inputs: dict[str, str], *, picture: bool = False) -> bytes:
        rendered: bytes = typst.compile(
            str(TEMPLATES / form.template),
            root=str(TEMPLATES),
            font_paths=self.fonts,
            ignore_system_fonts=True,
            format="png" if picture else "pdf",
            pdf_standards=None if picture else STANDARD,
            sys_inputs=inputs,
            # Typst takes whole seconds only.
            timestamp=form.dated.astimezone(UTC).replace(microsecond=0),
        )
        return rendered


def without(inputs: dict[str, str], missing: str, user_text: Collection[str]) -> dict[str, str]:
    """The same text with 〓 for what no font has, and a note of which characters those were, in their order."""
    ways = {key: _data_without if key == DATA else _without for key in user_text}
    changed = {key: way(inputs[key], missing) for key, way in ways.items()}
    codes = [f"U+{ord(one):04X}" for one in dict.fromkeys(missing)]
    notes = "、".join(filter(None, [inputs["notes"], *codes]))
    return {**inputs, **changed, "notes": notes}


def _without(text: str, missing: str) -> str:
    return "".join(MISSING if one in missing else one for one in text)


def _data_without(data: str, missing: str) -> str:
    """Texts change, the names of fields do not."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: changed(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [changed(inner) for inner in value]
        return _without(value, missing) if isinstance(value, str) else value

    return as_data(changed(json.loads(data)))


def as_data(value: Any) -> str:
    """JSON that is the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
