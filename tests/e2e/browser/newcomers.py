"""People and slogans that neither the demo's seed nor a rehearsal uses; each is asked for once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from deploy.local.rehearsal.people import Person, person
from deploy.local.rehearsal.sheets import Row
from deploy.local.rehearsal.slogans import explanation, phrase

FIRST = 800


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody, and the entry that is his."""

    number: int

    @property
    def person(self) -> Person:
        return person(self.number)

    @property
    def phrase(self) -> str:
        return phrase(self.number)

    @property
    def row(self) -> Row:
        """The entry as a line of a 汇总表."""
        return Row(self.phrase, self.explanation, self.person)

    @property
    def explanation(self) -> str:
        return explanation(self.number)


def newcomers() -> Iterator[Newcomer]:
    """One after the other."""
    return (Newcomer(number) for number in count(FIRST))
