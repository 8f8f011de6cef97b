"""How long commands are cut into records, and that no row weighs more on the log than was thought."""

import base64
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.domain.batches import batches, weight
from intake.domain.co_authors import CoAuthor
from intake.domain.entries import NewEntry
from intake.domain.events import LogEvent
from intake.domain.fold import Verdict, apply
from intake.handlers.journal import to_log
from intake.handlers.submit import Sender, submit_rows

from tests.unit.intake.door import Door, OpenVault


@given(st.lists(st.integers(1, 20)), st.integers(1, 30))
def test_batches_are_all_rows_in_order_and_none_is_too_heavy(rows: list[int], most: int) -> None:
    cut = list(batches(rows, int, most))
    assert [row for batch in cut for row in batch] == rows
    assert all(batch and (sum(batch) <= most or len(batch) == 1) for batch in cut)


@given(st.lists(st.integers(1, 20), min_size=1), st.integers(1, 30))
def test_a_batch_is_only_closed_when_the_next_row_would_be_too_much(rows: list[int], most: int) -> None:
    assert all(sum(batch) + following[0] > most for batch, following in pairwise(batches(rows, int, most)))


class Sealed(OpenVault):
    """What is sealed has the size that AES-GCM gives it: nonce, tag, base64."""

    async def seal(self, author_ref: str, text: str) -> str:
        return base64.b64encode(bytes(28) + text.encode()).decode() if author_ref else ""


@pytest.mark.parametrize("one", ["字", '"', "\\", "a", "𠮷", "\n", "🌊", "ﷺ"])
@pytest.mark.parametrize("length", [1, 60])
async def test_no_entry_takes_more_on_the_log_than_its_row_weighs(one: str, length: int) -> None:
    door = Door()
    door.opens()
    sizes: list[int] = []

    class Weighed:
        async def append(self, event: LogEvent) -> Verdict:
            sizes.append(len(to_log(event).value))
            return apply(door.desk.state, event)

    text = one * length
    others = (CoAuthor(f"名{text[:50]}"), CoAuthor(f"名{text[:50]}", "15400000002"))
    row = NewEntry(f"港{text[:50]}", text * 40, f"名{text[:50]}", text, "15400000001", "unit", others)
    desk = replace(door.desk, vault=Sealed(), log=Weighed())
    [outcome] = await submit_rows(desk, "k-2026", Sender("office", "municipal-01"), [row])
    assert outcome.status == ("rejected" if one == "ﷺ" and length > 1 else "accepted")
    assert sizes == [] or 0 < sizes[0] <= weight(row)
