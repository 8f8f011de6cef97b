"""Settings of review: everything from the environment, prefix ZJ_."""

from typing import ClassVar

from plumbing.settings import ProcessSettings
from pydantic import SecretStr


class ReviewSettings(ProcessSettings):
    """What both processes of review are told."""

    SECRETS: ClassVar[tuple[str, ...]] = ("session_public_key",)

    session_public_key: SecretStr | None = None
