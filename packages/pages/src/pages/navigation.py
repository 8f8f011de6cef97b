"""The links of header and footer. They are data: this package knows no word of what it shows."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link and the roles that see it (`*`: everybody, signed in or not)."""

    href: str
    zh: str
    en: str
    roles: tuple[str, ...]


@lru_cache
def read_navigation(path: Path) -> tuple[NavItem, ...]:
    """The links of a navigation file, in its order."""
    return tuple(NavItem(**{**item, "roles": tuple(item["roles"])}) for item in json.loads(path.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link on a page, and whether the reader is there already."""

    href: str
    zh: str
    en: str
    current: bool


def public_links(items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    """What everybody sees."""
    return tuple(item for item in items if EVERYBODY in item.roles)


def work_links(items: tuple[NavItem, ...], role: str | None) -> tuple[NavItem, ...]:
    """What only somebody with this role sees."""
    return tuple(item for item in items if role in item.roles)


def shown(items: tuple[NavItem, ...], group: tuple[NavItem, ...], path: str) -> list[ShownLink]:
    """The links of a group; of all links the one with the longest address that leads to this path is marked."""
    here = max((item.href for item in items if _leads_to(item.href, path)), key=len, default=None)
    return [ShownLink(item.href, item.zh, item.en, item.href == here) for item in group]


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(f"{href}/"))
