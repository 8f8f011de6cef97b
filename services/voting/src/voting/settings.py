"""Settings of voting: everything from the environment, prefix ZJ_."""

from typing import ClassVar

from plumbing.limits import LimitedSettings, Windows, windows_of
from pydantic import Field, SecretStr


class VotingSettings(LimitedSettings):
    """What the processes of voting are told."""

    SECRETS: ClassVar[tuple[str, ...]] = ("session_public_key", "receipt_seed", "voter_pepper")

    session_public_key: SecretStr | None = None
    receipt_seed: SecretStr | None = None
    voter_pepper: SecretStr | None = None
    tally_group: str = "voting-tally"
    embargo_delay_seconds: int = Field(default=600, ge=1)
    tokens_by_address: Windows = windows_of("3000/600")
    tokens_by_device: Windows = windows_of("60/3600")
