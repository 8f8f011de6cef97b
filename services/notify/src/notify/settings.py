"""Settings of notify: everything from the environment, prefix ZJ_."""

from typing import ClassVar

from plumbing.settings import ProcessSettings
from pydantic import SecretStr, model_validator


class NotifySettings(ProcessSettings):
    """What both processes of notify are told. In production a mail server must be named: there is no catcher."""

    SECRETS: ClassVar[tuple[str, ...]] = ("session_public_key", "service_token")

    session_public_key: SecretStr | None = None
    service_token: SecretStr | None = None
    intake_url: str = "http://127.0.0.1:8101"
    notify_url: str = "http://127.0.0.1:8104"
    smtp_host: str | None = None
    smtp_port: int = 25
    smtp_sender: str = "zhengji@localhost"
    smtp_recipient: str | None = None
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_start_tls: bool | None = None

    @model_validator(mode="after")
    def _a_channel_is_named(self) -> "NotifySettings":
        if self.profile == "production" and not (self.smtp_host and self.smtp_recipient):
            raise ValueError(
                "ZJ_SMTP_HOST and ZJ_SMTP_RECIPIENT are required in the production profile: "
                "the mail server, and the address of a phone, such as {phone}@sms.example"
            )
        return self
