"""What a page says of itself where somebody passes it on, and the picture that goes with it.

The words are said in Open Graph, for Twitter, and in the meta elements that WeChat and QQ look for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request, Response

from pages.pictures import pictures_of, revision_of
from pages.site import site_at
from pages.wording import Language, speaking

TEMPLATE = "card.typ"
KEEP = "public, max-age=2592000, immutable"
"""A month: what is taken back is not to stand in caches for a year."""
KEEP_A_WHILE = "public, max-age=600"


@dataclass(frozen=True, slots=True)
class Card:
    """One page in a few words, in the reader's language: text as it is, never markup.

    `page` and `picture` are paths of this site. `kind` says what the page is, `title` what it is about, `line` what one
    is called on to do there. Nothing may stand here that the page itself does not show to everybody.
    """

    page: str
    picture: str
    kind: str
    title: str
    line: str
    dates: str = ""

    @property
    def description(self) -> str:
        """What is read below the title."""
        return " · ".join(filter(None, (self.line, self.dates)))

    def words(self, site: str) -> dict[str, str]:
        """What is drawn; where there are no dates, the host of the site at `site`."""
        dates = self.dates or urlsplit(site).netloc
        return {"kind": self.kind, "title": self.title, "line": self.line, "dates": dates}

    def picture_at(self, site: str, language: Language) -> str:
        """The whole address of the picture. It changes with what is drawn, so that caches may keep it."""
        mark = "&" if "?" in self.picture else "?"
        return f"{site}{self.picture}{mark}lang={language}&v={revision_of(TEMPLATE, self.words(site))}"


async def card_picture(request: Request, card: Callable[[], Card]) -> Response:
    """The picture of a card. Its language is that of the address alone: whoever asks for it is a machine.

    Under the address of another revision it is the present one all the same, and not kept for long.
    """
    language: Language = "en" if request.query_params.get("lang") == "en" else "zh"
    with speaking(language):
        words = card().words(site_at(request))
    revision = revision_of(TEMPLATE, words)
    asked = request.query_params.get("v")
    headers = {"ETag": f'"{revision}"', "Cache-Control": KEEP if asked == revision else KEEP_A_WHILE}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(await pictures_of(request).drawn(TEMPLATE, words), media_type="image/png", headers=headers)
