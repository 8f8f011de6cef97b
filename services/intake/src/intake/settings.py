"""Settings of intake: everything from the environment, prefix ZJ_."""

from pathlib import Path
from typing import ClassVar

from plumbing.limits import LimitedSettings, Windows, windows_of
from pydantic import SecretStr


class IntakeSettings(LimitedSettings):
    """What both processes of intake are told."""

    SECRETS: ClassVar[tuple[str, ...]] = (
        "session_seed", "service_token", "phone_pepper", "master_key", "bootstrap_password",
    )  # fmt: skip

    session_seed: SecretStr | None = None
    service_token: SecretStr | None = None
    phone_pepper: SecretStr | None = None
    master_key: SecretStr | None = None
    bootstrap_password: SecretStr | None = None
    notify_url: str = "http://127.0.0.1:8104"
    campaigns_dir: Path = Path("campaigns")
    files_dir: Path = Path("files")
    """Where attachments are kept, under seal; several HTTP processes share one folder or use a bucket."""
    files_bucket: str = ""
    """The URL of a bucket of an S3-compatible store, by path; empty: the folder."""
    files_access_key: str = ""
    files_secret_key: SecretStr = SecretStr("")
    files_region: str = "us-east-1"
    codes_by_address: Windows = windows_of("600/600,3000/86400")
    codes_by_device: Windows = windows_of("20/3600,60/86400")
    codes_in_all: Windows = windows_of("3000/60,200000/86400")
    """What everybody together may ask for: each code costs money, and a flood comes from many addresses."""
    sign_ins_by_address: Windows = windows_of("1500/600")
    sign_ins_by_device: Windows = windows_of("60/600")
    demo_code: str = "246810"
    """The one-time code of the demo's phones; looked at in the demo profile only."""


def secret(value: SecretStr | None) -> str:
    """The text of a secret that the settings have made sure of."""
    if value is None:
        raise RuntimeError("a secret is missing that the settings should have asked for")
    return value.get_secret_value()
