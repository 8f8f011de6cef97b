"""The fields of an entry, as an author on the web and a clerk at the desk fill them in."""

import unicodedata

from pydantic import BaseModel, Field

from intake.domain.co_authors import CoAuthor, read_co_authors, shares_of, written_line
from intake.domain.entries import LONGEST
from intake.domain.phrase import clean_line, clean_phrase, han_count
from intake.entrypoints.form_faults import Faults
from intake.entrypoints.words import Words
from intake.handlers.written import REJECTIONS, Written

AUTHORS_MOST = 10
DRAFTED = ("phrase", "explanation", "name", "workplace", "co_authors", "share", "late_code")
WHOLE = "entry-form"
"""The id of the form: what is wrong with no single field is said there."""
FIELDS = {
    "phrase-missing": "phrase", "name-missing": "name", "phone-invalid": "phone", "received-on-invalid": "received_on",
    "unit-unknown": "unit_id", "submissions-closed": WHOLE, "outcome-unknown": WHOLE, "edited-meanwhile": WHOLE,
    "entry-withdrawn": WHOLE, "entry-exists": "phrase", "shares-invalid": "share", "late-code-unknown": "late_code",
    "late-code-used": "late_code", "late-code-expired": "late_code", "late-code-unit": "late_code",
    "co-author-unnamed": "co_authors", "co-author-phone-invalid": "co_authors", "text-too-long": WHOLE,
    "drafts-unavailable": WHOLE,
}  # fmt: skip


class EntryForm(BaseModel):
    """What an author writes. Co-authors stand on a line each with phone and share, or names alone between commas."""

    phrase: str = Field(default="", max_length=20000)
    explanation: str = Field(default="", max_length=100000)
    name: str = Field(default="", max_length=2000)
    workplace: str = Field(default="", max_length=2000)
    co_authors: str = Field(default="", max_length=20000)
    share: str = Field(default="", max_length=20)
    late_code: str = Field(default="", max_length=64)

    @classmethod
    def showing(cls, said: Written) -> "EntryForm":
        """The form as it shows what an author wrote."""
        return cls(
            phrase=said.phrase, explanation=said.explanation, name=said.name, workplace=said.workplace,
            co_authors="\n".join(map(written_line, said.co_authors)),
            share="" if said.share is None else str(said.share),
        )  # fmt: skip

    def draft(self) -> dict[str, str]:
        """What is kept of it while it is not handed in."""
        return {name: getattr(self, name) for name in DRAFTED}

    def written(self) -> Written:
        """The same for the use case."""
        own = self._own_share()
        return Written(self.phrase, self.explanation, self.name, self.workplace, self._others(), own or None)

    def _others(self) -> tuple[CoAuthor, ...]:
        return read_co_authors(self.co_authors)

    def _own_share(self) -> int | None:
        """The author's own share; 0 for what is no number."""
        typed = unicodedata.normalize("NFKC", self.share).strip().removesuffix("%").strip()
        return (int(typed) if typed.isdecimal() and len(typed) <= 3 else 0) if typed else None

    def faults(self) -> Faults:
        """Everything that can be told before anybody is asked, by field."""
        return {**self._missing(), **self._unshared(), **self._too_long()}

    def _missing(self) -> dict[str, Words]:
        present = {"phrase": han_count(clean_phrase(self.phrase)), "name": clean_line(self.name)}
        return {field: REJECTIONS[f"{field}-missing"] for field, there in present.items() if not there}

    def _unshared(self) -> dict[str, Words]:
        others = self._others()
        if any(not clean_line(one.name) for one in others):
            return {"co_authors": REJECTIONS["co-author-unnamed"]}
        amiss = shares_of(self._own_share(), others) is None
        return {"share": REJECTIONS["shares-invalid"]} if amiss else {}

    def _too_long(self) -> dict[str, Words]:
        faults = {
            field: _too_long(longest, len(getattr(self, field)))
            for field, longest in LONGEST.items()
            if len(getattr(self, field)) > longest
        }
        others = self._others()
        if len(others) > AUTHORS_MOST or any(len(one.name) > LONGEST["name"] for one in others):
            faults["co_authors"] = (
                f"合作者最多 {AUTHORS_MOST} 人，每行一位。",
                f"{AUTHORS_MOST} co-authors at most, one a line.",
            )
        return faults


def _too_long(longest: int, length: int) -> Words:
    return (
        f"最多 {longest} 个字符，现在有 {length} 个，请缩短。",
        f"{longest} characters at most; there are {length}. Please shorten it.",
    )
