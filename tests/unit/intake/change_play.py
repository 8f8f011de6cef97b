"""Changes of entries, made by hand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from intake.domain.entries import Entry, Wording
from intake.domain.events import EntryEdited, EntryRestored, EntryWithdrawn, LogEvent
from intake.domain.fold import Verdict, apply
from intake.domain.state import State

from tests.unit.intake.log_play import DURING, C, opened

LATER = DURING + timedelta(hours=1)


def edited(number: int, text: str, replaces: int = 1, **changes: Any) -> EntryEdited:
    """Entry `e1` in other words, by its author, unless `changes` say otherwise."""
    wording = Wording(text, text, f"说明{text}", len(text), (), f"sealed-{text}")
    event = EntryEdited(C, f"e{number}", replaces, wording, f"id-of-{text}", "author", "citizen", LATER)
    return replace(event, **changes)


def withdrawn(number: int, replaces: int = 1, **changes: Any) -> EntryWithdrawn:
    return replace(EntryWithdrawn(C, f"e{number}", replaces, "author", "", "citizen", LATER), **changes)


def restored(number: int, replaces: int = 2, **changes: Any) -> EntryRestored:
    return replace(EntryRestored(C, f"e{number}", replaces, "author", "citizen", LATER), **changes)


def life(*events: LogEvent) -> tuple[State, list[Verdict]]:
    """A campaign with these events behind its opening; the verdicts without that of the opening."""
    state = State()
    apply(state, opened())
    return state, [apply(state, event) for event in events]


def entry_of(state: State, number: int) -> Entry:
    return state.campaigns[C].entries[f"e{number}"]


def links(state: State) -> dict[str, str | None]:
    return {entry.filed.entry_id: entry.duplicate_of for entry in state.entries_of(C)}
