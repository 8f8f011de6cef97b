"""A sheet that cannot go to the broker: whoever waits for it is told so at once."""

import asyncio

import pytest
from plumbing.settings import ProcessSettings
from voting.adapters.sheet_log import KafkaSheetLog
from voting.domain.sheet import Sheet


async def test_a_sheet_that_does_not_come_as_far_as_the_producer_fails_at_once() -> None:
    log, sheet = KafkaSheetLog(ProcessSettings(profile="demo")), Sheet("k", "s" * 32, "2026-06-10T04:00:00Z")
    both = await asyncio.wait_for(
        asyncio.gather(log.append(0, sheet), log.append(1, sheet), return_exceptions=True), 30
    )
    assert [str(error) for error in both] == ["not connected", "not connected"]
    await log.close()
    with pytest.raises(RuntimeError, match="shutdown"):
        await asyncio.wait_for(log.append(0, sheet), 30)
