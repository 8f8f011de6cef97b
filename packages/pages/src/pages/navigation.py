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


def links_for(items: tuple[NavItem, ...], role: str | None) -> tuple[NavItem, ...]:
    """What somebody with this role sees: the public links, then those of the role."""
    return tuple(item for item in items if EVERYBODY in item.roles or role in item.roles)


def is_here(item: NavItem, links: tuple[NavItem, ...], path: str) -> bool:
    """Whether a link is the one to mark for this path: the longest address that leads to it."""
    fitting = [link.href for link in links if _leads_to(link.href, path)]
    return bool(fitting) and item.href == max(fitting, key=len)


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(f"{href}/"))
