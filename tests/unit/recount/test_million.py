"""A million votes: bit-identical, and fast: 500,000 votes a second are asked for."""

import time

from recount.audit import recount
from recount.published import published_of

from tests.unit.recount.million import PARTITIONS, SHEETS, VOTES, Million

SLOWEST = 200_000
"""Votes a second of CPU time; measured were 670,000 on two busy cores (decision 0010). A machine may be worse."""


def test_a_million_votes_agree_bit_for_bit_and_in_time() -> None:
    million = Million()
    log = million.opened()
    published = published_of(log)
    started = time.process_time()
    found = recount(log, published)
    spent = time.process_time() - started
    offered = found.counted + sum(part.refused.total() for part in found.parts.values())
    assert offered == PARTITIONS * SHEETS * VOTES == 1_000_000
    assert found.differences == []
    assert (found.votes, found.counted) == (million.votes, million.counted.total())
    assert {number: part.head for number, part in found.parts.items()} == million.heads
    assert 1_000_000 / spent > SLOWEST
