"""What a page says of itself to whoever passes it on, as a crawler reads it."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from httpx2 import Response


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        for key in ("property", "name", "itemprop"):
            if tag == "meta" and (name := found.get(key)):
                self.said[name if key != "itemprop" else f"itemprop:{name}"] = found.get("content") or ""


def said_by(page: str) -> dict[str, str]:
    """The meta elements of a page by property or name; `itemprop:` before those."""
    head = _Head()
    head.feed(page)
    return head.said


def picture_of(page: str) -> str:
    """Path and query of the page's picture, whose whole address every reader finds where he looks."""
    said = said_by(page)
    address = urlsplit(said["og:image"])
    assert (address.scheme, address.netloc) == ("http", "localhost:8080")
    assert said["itemprop:image"] == said["og:image"]
    assert [said[name] for name in ("og:image:width", "og:image:height")] == ["1200", "630"]
    return f"{address.path}?{address.query}"


def is_card(answer: Response) -> bool:
    """Whether it is a card that may be kept."""
    size = (int.from_bytes(answer.content[16:20], "big"), int.from_bytes(answer.content[20:24], "big"))
    return size == (1200, 630) and "immutable" in answer.headers["cache-control"]
