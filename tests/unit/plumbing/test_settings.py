"""Settings: a process without its secrets refuses to start and says which one."""

from typing import ClassVar

import pytest
from plumbing.settings import ProcessSettings, demo_public_key, demo_secret, load_settings
from pydantic import SecretStr


class DoorSettings(ProcessSettings):
    """A service with two secrets."""

    SECRETS: ClassVar[tuple[str, ...]] = ("session_seed", "session_public_key")

    session_seed: SecretStr | None = None
    session_public_key: SecretStr | None = None


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZJ_PROFILE", "ZJ_SESSION_SEED", "ZJ_SESSION_PUBLIC_KEY", "ZJ_HTTP_PORT"):
        monkeypatch.delenv(name, raising=False)


def test_production_names_every_missing_secret_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        load_settings(DoorSettings)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "ZJ_SESSION_SEED: missing" in said
    assert "ZJ_SESSION_PUBLIC_KEY: missing" in said


def test_a_fault_of_another_setting_does_not_hide_the_missing_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZJ_HTTP_PORT", "eighty")
    with pytest.raises(SystemExit):
        load_settings(DoorSettings)
    said = capsys.readouterr().err
    assert "ZJ_HTTP_PORT" in said
    assert "ZJ_SESSION_SEED: missing" in said
    assert "eighty" not in said


def test_the_demo_fills_in_keys_that_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZJ_PROFILE", "demo")
    settings = load_settings(DoorSettings)
    assert settings.session_seed is not None
    assert settings.session_public_key is not None
    assert settings.session_seed.get_secret_value() == demo_secret("session_seed")
    assert settings.session_public_key.get_secret_value() == demo_public_key("session_seed")


def test_a_secret_is_not_shown_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZJ_PROFILE", "demo")
    assert demo_secret("session_seed") not in repr(load_settings(DoorSettings))
