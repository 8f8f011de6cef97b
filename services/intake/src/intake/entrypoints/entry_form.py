"""The fields of an entry, as an author on the web and a clerk at the desk fill them in."""

import re

from pydantic import BaseModel, Field

from intake.domain.entries import LONGEST
from intake.entrypoints.form_faults import Faults
from intake.entrypoints.words import Words
from intake.handlers.written import REJECTIONS, Written

AUTHORS_MOST = 10
WHOLE = "entry-form"
"""The id of the form: what is wrong with no single field is said there."""
FIELDS = {
    "phrase-missing": "phrase", "name-missing": "name", "phone-invalid": "phone", "received-on-invalid": "received_on",
    "unit-unknown": "unit_id", "submissions-closed": WHOLE, "outcome-unknown": WHOLE, "edited-meanwhile": WHOLE,
    "entry-withdrawn": WHOLE, "entry-exists": "phrase",
}  # fmt: skip
_BETWEEN_NAMES = re.compile(r"[\n、，,;；]+")


class EntryForm(BaseModel):
    """What an author writes. Co-authors stand on a line each, or between commas."""

    phrase: str = Field(default="", max_length=20000)
    explanation: str = Field(default="", max_length=100000)
    name: str = Field(default="", max_length=2000)
    workplace: str = Field(default="", max_length=2000)
    co_authors: str = Field(default="", max_length=20000)

    @classmethod
    def showing(cls, said: Written) -> "EntryForm":
        """The form as it shows what an author wrote."""
        return cls(
            phrase=said.phrase, explanation=said.explanation, name=said.name, workplace=said.workplace,
            co_authors="\n".join(said.co_authors),
        )  # fmt: skip

    def written(self) -> Written:
        """The same for the use case."""
        names = [name.strip() for name in _BETWEEN_NAMES.split(self.co_authors)]
        return Written(self.phrase, self.explanation, self.name, self.workplace, tuple(filter(None, names)))

    def faults(self) -> Faults:
        """Everything that can be told before anybody is asked, by field."""
        return {**self._missing(), **self._too_long()}

    def _missing(self) -> dict[str, Words]:
        return {
            field: REJECTIONS[f"{field}-missing"] for field in ("phrase", "name") if not getattr(self, field).strip()
        }

    def _too_long(self) -> dict[str, Words]:
        faults = {
            field: _too_long(longest, len(getattr(self, field)))
            for field, longest in LONGEST.items()
            if len(getattr(self, field)) > longest
        }
        names = self.written().co_authors
        if len(names) > AUTHORS_MOST or any(len(name) > LONGEST["name"] for name in names):
            faults["co_authors"] = (
                f"合作者最多 {AUTHORS_MOST} 人，每行一个姓名。",
                f"{AUTHORS_MOST} co-authors at most, one name a line.",
            )
        return faults


def _too_long(longest: int, length: int) -> Words:
    return (
        f"最多 {longest} 个字符，现在有 {length} 个，请缩短。",
        f"{longest} characters at most; there are {length}. Please shorten it.",
    )
