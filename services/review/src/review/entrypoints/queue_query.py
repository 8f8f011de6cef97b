"""What a list of entries can be narrowed to, as the API and the office's page ask for it."""

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from review.domain.entry import Entry
from review.domain.listing import Sought
from review.handlers.marks import EntryMarks

Look = Callable[[Entry], EntryMarks]


class Narrowing(BaseModel):
    """Which entries of a list are wanted; all where nothing is said. An empty value is as good as none."""

    unit: str = Field(default="", max_length=64, description="Those of this reporting unit (报送单位)")
    channel: str = Field(default="", max_length=20, description="Those that came by web, email, letter or unit")
    q: str = Field(default="", max_length=100, description="Those whose phrase or explanation holds this text")
    like: bool = Field(default=False, description="Those that are like another entry or a published spirit")
    sensitive: bool = Field(default=False, description="Those in which sensitive words were found")

    def of(self, entries: Iterable[Entry], look: Look) -> Iterable[Entry]:
        """Those of the entries that are wanted, in their order."""
        sought = Sought(self.unit or None, self.channel or None, self.q.strip())
        return (entry for entry in entries if sought.fits(entry) and self._has_marks(entry, look))

    def _has_marks(self, entry: Entry, look: Look) -> bool:
        if not (self.like or self.sensitive):
            return True
        marks = look(entry)
        return bool(marks.alike or not self.like) and bool(marks.words or not self.sensitive)

    def query(self) -> str:
        """What narrows, as the end of an address; empty when nothing does."""
        said = self.model_dump(include=set(Narrowing.model_fields), exclude_defaults=True)
        return f"&{urlencode({name: _word(value) for name, value in said.items()})}" if said else ""


def _word(value: object) -> str:
    return "true" if value is True else str(value)
