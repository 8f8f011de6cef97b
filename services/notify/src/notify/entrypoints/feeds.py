"""Public notices as Atom and RSS 2.0. The same notices give the same bytes: an ETag tells whether there is news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from plumbing.xml_text import xml_text

from notify.domain.wording import Language

ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated: a fixed moment, since there is nothing to tell."""
MEDIA = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
register_namespace("atom", ATOM)


@dataclass(frozen=True, slots=True)
class Item:
    """One public notice. `item_id` never changes; `page` is where it is read, the feed's own page if left out."""

    item_id: str
    title: str
    text: str
    at: datetime
    page: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A channel: what it is called, where it is read, and its notices, the newest first."""

    feed_id: str
    title: str
    language: Language
    page: str
    address: str
    items: Sequence[Item]

    @property
    def updated(self) -> datetime:
        """When the newest notice was published."""
        return max((item.at for item in self.items), default=BEGINNING)


def rendered(feed: Feed, form: Literal["atom", "rss"]) -> bytes:
    """The feed as UTF-8."""
    root = _atom(feed) if form == "atom" else _rss(feed)
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _atom(feed: Feed) -> Element:
    root = Element(f"{{{ATOM}}}feed", {"xml:lang": _language(feed)})
    _add(root, "id", feed.feed_id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "type": MEDIA["atom"], "href": feed.address})
    SubElement(root, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _add(SubElement(root, f"{{{ATOM}}}author"), "name", feed.title)
    for item in feed.items:
        entry = SubElement(root, f"{{{ATOM}}}entry")
        _add(entry, "id", item.item_id)
        _add(entry, "title", item.title)
        _add(entry, "published", item.at.isoformat())
        _add(entry, "updated", item.at.isoformat())
        where = {"rel": "alternate", "type": "text/html", "href": item.page or feed.page}
        SubElement(entry, f"{{{ATOM}}}link", where)
        _add(entry, "content", item.text).set("type", "text")
    return root


def _rss(feed: Feed) -> Element:
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    for name, value in (("title", feed.title), ("link", feed.page), ("description", feed.title)):
        SubElement(channel, name).text = xml_text(value)
    SubElement(channel, "language").text = _language(feed).lower()
    SubElement(channel, "lastBuildDate").text = format_datetime(feed.updated)
    SubElement(channel, f"{{{ATOM}}}link", {"rel": "self", "type": MEDIA["rss"], "href": feed.address})
    for item in feed.items:
        entry = SubElement(channel, "item")
        SubElement(entry, "title").text = xml_text(item.title)
        SubElement(entry, "link").text = item.page or feed.page
        SubElement(entry, "description").text = xml_text(item.text)
        SubElement(entry, "guid", {"isPermaLink": "false"}).text = item.item_id
        SubElement(entry, "pubDate").text = format_datetime(item.at)
    return root


def _add(parent: Element, name: str, text: str) -> Element:
    found = SubElement(parent, f"{{{ATOM}}}{name}")
    found.text = xml_text(text)
    return found


def _language(feed: Feed) -> str:
    return "en" if feed.language == "en" else "zh-CN"
