"""Slips to keep: the same few facts as a picture, with a code that leads to their page, and as plain text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import Request, Response
from plumbing.language import language_of

from pages.pictures import pictures_of
from pages.site import site_at
from pages.wording import speaking, t

TEMPLATE = "slip.typ"
PRIVATE = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody takes away from a page, in the reader's language: text as it is, never markup.

    `page` is the path that the code leads to; `facts` by their names, in order; `file` names what is saved. Nothing may
    stand here that the page itself does not show to whoever has its address.
    """

    page: str
    file: str
    heading: str
    title: str
    number_label: str
    number: str
    code_label: str
    note: str
    phrase: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def words(self, site: str) -> dict[str, str]:
        """What is drawn; `link` is what the code says."""
        facts = "\n".join("\t".join(" ".join(part.split()) for part in fact) for fact in self.facts.items())
        return {
            "heading": self.heading, "title": self.title, "number_label": self.number_label, "number": self.number,
            "phrase": self.phrase, "facts": facts, "qr_label": self.code_label, "link": site + self.page,
            "note": self.note,
        }  # fmt: skip

    def text(self, site: str) -> str:
        """The same as plain text."""
        colon = t("：", ": ")
        lines = {self.number_label: self.number, **self.facts, self.code_label: site + self.page}
        said = [f"{name}{colon}{value}" for name, value in lines.items()]
        return "\n".join([*filter(None, (self.heading, self.title, self.phrase)), "", *said, "", self.note, ""])


async def slip_picture(request: Request, slip: Callable[[], Slip]) -> Response:
    """The slip as a picture that a phone shows at once: held down, it is saved among the photographs."""
    with speaking(language_of(request)):
        kept = slip()
    picture = await pictures_of(request).drawn(TEMPLATE, kept.words(site_at(request)))
    return Response(picture, media_type="image/png", headers=_headers("inline", f"{kept.file}.png"))


def slip_text(request: Request, slip: Callable[[], Slip]) -> Response:
    """The slip as a file."""
    with speaking(language_of(request)):
        kept = slip()
        text = kept.text(site_at(request))
    return Response(text, media_type="text/plain; charset=utf-8", headers=_headers("attachment", f"{kept.file}.txt"))


def _headers(place: str, name: str) -> dict[str, str]:
    return {"Content-Disposition": f'{place}; filename="{quote(name, safe="")}"', "Cache-Control": PRIVATE}
