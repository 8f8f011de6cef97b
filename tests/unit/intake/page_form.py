"""The form of a page as a browser without script sends it: whatever it holds, changed by what somebody types."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from fastapi.testclient import TestClient

Attributes = list[tuple[str, str | None]]


@dataclass
class PageForm(HTMLParser):
    """The form with the id `entry-form`: its address and what its fields hold."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    _inside: bool = False
    _writing: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "entry-form"
            self.action = given["action"] if self._inside else self.action
        elif self._inside and tag in ("input", "textarea"):
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if given.get("type") != "file":
            self.fields[given["name"]] = given.get("value", "")
        if tag == "textarea":
            self._writing = given["name"]

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.fields[self._writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._writing] = self.fields[self._writing].removeprefix("\n")
            self._writing = ""
        if tag == "form":
            self._inside = False


def form_on(page: str) -> PageForm:
    """The form on this page."""
    found = PageForm()
    found.feed(page)
    assert found.action, page
    return found


def sends(browser: TestClient, page: str, **typed: str) -> Any:
    """The answer to this page's form; `typed` fills fields, or names the button that was pressed."""
    form = form_on(page)
    return browser.post(form.action, data={**form.fields, **typed})
