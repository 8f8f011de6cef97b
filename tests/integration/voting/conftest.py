"""A running voting service."""

import os
from collections.abc import Iterator

import pytest
from plumbing.settings import ProcessSettings

from tests.integration.operations.processes import processes
from tests.integration.voting.running import THREE, Voting

DELAY_SECONDS = 3


@pytest.fixture(scope="module")
def voting(
    request: pytest.FixtureRequest, kafka: str, valkey: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Voting]:
    """Its three processes, for the tests of one file; `delayed` boards are three seconds late."""
    prefix = f"{request.module.__name__.rpartition('.')[2]}-{os.getpid()}-"
    settings = ProcessSettings(profile="demo", kafka=kafka, valkey=valkey, topic_prefix=prefix)
    environment = {
        "ZJ_KAFKA": kafka, "ZJ_VALKEY": valkey, "ZJ_TOPIC_PREFIX": prefix,
        "ZJ_EMBARGO_DELAY_SECONDS": str(DELAY_SECONDS),
    }  # fmt: skip
    with processes(environment, tmp_path_factory.mktemp("voting"), THREE) as system:
        yield Voting(system, settings)
