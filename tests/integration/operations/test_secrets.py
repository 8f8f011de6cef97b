"""A process without its secrets does not start and says which one; all nine as real processes, no broker needed."""

import os
import subprocess
from collections.abc import Mapping

import pytest
from plumbing.settings import PREFIX, ProcessSettings, demo_value

from deploy.local.servers import free_port
from tests.contract.compose_file import SETTINGS
from tests.integration.operations.processes import NINE, command_of

SMTP = {"ZJ_SMTP_HOST": "127.0.0.1", "ZJ_SMTP_RECIPIENT": "{phone}@sms.example"}
"""What notify asks for in production beside its secrets."""
NOBODY = "127.0.0.1:1"
"""No broker is there: who has its secrets waits for one."""


def settings_of(name: str) -> type[ProcessSettings]:
    return SETTINGS[name.split("-")[0]]


def secrets_of(name: str) -> dict[str, str]:
    """Every secret of a process, given."""
    return {PREFIX + secret.upper(): demo_value(secret) for secret in settings_of(name).SECRETS}


def ended(name: str, environment: Mapping[str, str]) -> tuple[int, str]:
    """Starts the process with nothing but this, and waits for its end: exit status and what it said."""
    done = subprocess.run(
        command_of(name), env=surroundings(environment), capture_output=True, text=True, timeout=100, check=False
    )
    return done.returncode, done.stderr


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment with nothing of ours but this, a free port, and a broker that is not there."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX)}
    return {**bare, "ZJ_KAFKA": NOBODY, "ZJ_HTTP_PORT": str(free_port()), **environment}


def missing(said: str) -> set[str]:
    """The names that were said to be missing."""
    return {line.partition(":")[0].strip() for line in said.splitlines() if line.endswith(": missing")}


@pytest.mark.parametrize("name", NINE)
def test_without_any_secret_each_one_is_named(name: str) -> None:
    status, said = ended(name, SMTP)
    assert (status, missing(said)) == (2, set(secrets_of(name)))
    assert settings_of(name).SECRETS, "every process has a secret"


@pytest.mark.parametrize("name", ["intake-http", "review-http", "voting-http", "notify-http"])
def test_a_single_missing_secret_is_named_and_no_other_is_told(name: str) -> None:
    given = secrets_of(name)
    left_out, _ = given.popitem()
    status, said = ended(name, {**SMTP, **given})
    assert (status, missing(said)) == (2, {left_out})
    assert [key for key, value in given.items() if value in said] == []


def test_an_empty_secret_is_a_missing_one() -> None:
    status, said = ended("review-relay", {"ZJ_SESSION_PUBLIC_KEY": ""})
    assert (status, missing(said)) == (2, {"ZJ_SESSION_PUBLIC_KEY"})


def test_a_profile_that_nobody_knows_is_no_demo() -> None:
    status, said = ended("voting-stream", {"ZJ_PROFILE": "staging"})
    assert status == 2
    assert "ZJ_PROFILE" in said


def test_with_every_secret_it_goes_on_to_wait_for_the_broker() -> None:
    """The control: the same process with its secrets lacks nothing but a broker, and waits for one."""
    with subprocess.Popen(
        command_of("review-relay"), env=surroundings(secrets_of("review-relay")), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert "ECONNREFUSED" in next(iter(process.stdout))
            assert process.poll() is None
        finally:
            process.kill()
