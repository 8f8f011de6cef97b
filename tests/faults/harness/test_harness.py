"""Three faults on the real broker and Valkey, and the naive tally beside ours. `make faults` plays all of them."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from tests.faults.harness.ground import Ground, ground
from tests.faults.harness.log_copy import LogCopy
from tests.faults.harness.plan import plan_of
from tests.faults.harness.run import one_run

pytestmark = [pytest.mark.broker, pytest.mark.timeout(400), pytest.mark.asyncio(loop_scope="module")]
RATE = 100


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    """Accept, a tally and a Valkey of their own; the broker is that of the other tests."""
    async with ground(tmp_path_factory.mktemp("faults"), broker=kafka) as found:
        await found.with_control("naive")
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def copy(system: Ground) -> AsyncIterator[LogCopy]:
    found = LogCopy(system.settings)
    yield found
    assert found.reread() == []
    found.close()


@pytest.mark.parametrize("fault", ["accept-killed", "tally-killed"])
async def test_every_acknowledged_vote_counts_once_after_a_kill(system: Ground, copy: LogCopy, fault: str) -> None:
    outcome = await one_run(system, copy, replace(plan_of(1, fault), rate=RATE))
    assert (outcome.wrong, outcome.lost, outcome.doubled) == ([], 0, 0)
    assert outcome.acknowledged == outcome.voters > RATE
    assert [name for name, times in outcome.ended.items() if times] == [fault.replace("-killed", "-1")]
    assert outcome.control is not None
    assert bool(outcome.control["doubled"]) == (fault == "tally-killed")


async def test_every_acknowledged_vote_is_on_the_board_after_flushall_but_not_on_a_naive_one(
    system: Ground, copy: LogCopy
) -> None:
    outcome = await one_run(system, copy, replace(plan_of(1, "flush-all"), rate=RATE))
    assert (outcome.wrong, outcome.lost, outcome.doubled) == ([], 0, 0)
    assert outcome.control is not None
    assert outcome.control["lost"] > 0
