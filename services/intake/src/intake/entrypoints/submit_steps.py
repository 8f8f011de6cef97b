"""The questions of the form of an entry, one a page, in the order in which they are asked."""

from collections.abc import Mapping
from typing import Literal

from intake.entrypoints.form_faults import Faults

StepName = Literal["code", "phrase", "explanation", "author", "check"]
Way = tuple[StepName, ...]
ASKED: Mapping[StepName, tuple[str, ...]] = {
    "code": ("late_code",),
    "phrase": ("phrase",),
    "explanation": ("explanation",),
    "author": ("name", "workplace", "co_authors", "share"),
    "check": (),
}
"""The fields that each page asks for. The last page asks for nothing but a look, and takes files."""


def way_of(late: bool) -> Way:
    """The pages in their order; only who comes late is asked for a code."""
    return tuple(step for step in ASKED if late or step != "code")


def after(way: Way, step: StepName) -> StepName:
    """The page that follows; the last one follows itself."""
    return way[min(way.index(step) + 1, len(way) - 1)]


def before(way: Way, step: StepName) -> StepName | None:
    """The page that went before, if there is one."""
    place = way.index(step)
    return way[place - 1] if place else None


def faults_at(step: StepName, faults: Faults) -> Faults:
    """What is said on this page: what is wrong with its own answers; on the last, what no other page asks for."""
    elsewhere = {field for fields in ASKED.values() for field in fields}
    if step == "check":
        return {field: words for field, words in faults.items() if field not in elsewhere}
    return {field: words for field, words in faults.items() if field in ASKED[step]}


def first_wrong(way: Way, faults: Faults) -> StepName:
    """The first page that has something to say of these faults."""
    return next((step for step in way if faults_at(step, faults)), way[-1])
