"""Settings of a process: everything from the environment, prefix ZJ_, frozen.

A service that has a secret declares it twice: as a field `session_seed: SecretStr | None = None` and by name in
`SECRETS`. In the production profile each of them must be given; in the demo profile each has a value that follows from
its name, so that processes started one by one agree without sharing a file.
"""

import base64
import hashlib
import sys
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from plumbing.keys import public_key_of

S = TypeVar("S", bound="ProcessSettings")

PREFIX = "ZJ_"
_MISSING = object()
"""Stands in for a secret that is not there: no field accepts it, so pydantic reports it with all other faults."""


class ProcessSettings(BaseSettings):
    """What every process is told. Services add fields and name their secrets in SECRETS."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    SECRETS: ClassVar[tuple[str, ...]] = ()

    profile: Literal["demo", "production"] = "production"
    kafka: str = "127.0.0.1:9092"
    valkey: str = "redis://127.0.0.1:6379/0"
    topic_prefix: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = 8000
    public_url: str = "http://localhost:8080"
    site_organiser: str = ""
    site_hotline: str = ""
    site_icp: str = ""
    site_police: str = ""

    @model_validator(mode="before")
    @classmethod
    def _fill_or_miss_secrets(cls, data: dict[str, Any]) -> dict[str, Any]:
        demo = data.get("profile") == "demo"
        absent = [name for name in cls.SECRETS if not data.get(name)]
        return {**data, **{name: demo_value(name) if demo else _MISSING for name in absent}}


def demo_secret(name: str) -> str:
    """The secret of this name in the demo profile: 32 bytes in base64, the same on every machine, known to everyone."""
    digest = hashlib.sha256(f"zhengji demo, known to everyone: {name}".encode()).digest()
    return base64.b64encode(digest).decode()


def demo_public_key(name: str) -> str:
    """The public key of a demo secret that is an Ed25519 seed: `demo_public_key("session_seed")`."""
    return public_key_of(demo_secret(name))


_DEMO_VALUES = {
    "session_public_key": demo_public_key("session_seed"),
    "bootstrap_password": "demo-office",
}


def demo_value(name: str) -> str:
    """What the demo profile fills in for the secret `name`."""
    return _DEMO_VALUES.get(name) or demo_secret(name)


def load_settings(cls: type[S]) -> S:
    """The settings, or the end: every missing or invalid name on a line of its own on stderr, then exit status 2."""
    try:
        return cls()
    except ValidationError as error:
        lines = [_line(cls, fault) for fault in error.errors(include_url=False)]
    sys.stderr.write("\n".join([f"{cls.__name__}: cannot start", *lines, ""]))
    raise SystemExit(2)


def _line(cls: type[ProcessSettings], fault: ErrorDetails) -> str:
    if not fault["loc"]:
        return f"  {fault['msg']}"
    name = str(fault["loc"][0])
    missing = name in cls.SECRETS and fault["type"] != "value_error"
    return f"  {PREFIX}{name.upper()}: {'missing' if missing else fault['msg']}"
