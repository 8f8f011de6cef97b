"""Settings of notify: everything from the environment, prefix ZJ_."""

import base64
import binascii
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from plumbing.settings import ProcessSettings
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

WHSEC = "whsec_"
LOCAL = ("127.0.0.1", "localhost", "::1")


def secret_key(secret: str) -> bytes:
    """The key in a webhook's secret `whsec_…`: 24 to 64 bytes in base64. ValueError on anything else."""
    try:
        key = base64.b64decode(secret.removeprefix(WHSEC), validate=True)
    except binascii.Error as error:
        raise ValueError("a webhook's secret is whsec_ and base64") from error
    if not (secret.startswith(WHSEC) and 24 <= len(key) <= 64):
        raise ValueError("a webhook's secret is whsec_ and 24 to 64 bytes in base64")
    return key


class OutletSettings(BaseModel):
    """A group's robot or a webhook. What it is told goes over the net with a secret: https, but on this machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9-]{1,32}$")
    kind: Literal["wecom", "dingtalk", "feishu", "webhook"]
    url: SecretStr
    secret: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _a_webhook_has_a_secret(self) -> "OutletSettings":
        if self.kind == "webhook":
            secret_key(self.secret.get_secret_value())
        return self

    @field_validator("url")
    @classmethod
    def _over_tls(cls, url: SecretStr) -> SecretStr:
        parts = urlsplit(url.get_secret_value())
        if not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
            raise ValueError("the url of an outlet must begin with https://")
        return url


class SmsTemplate(BaseModel):
    """A template as registered with the provider, and the values that go into its places, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    values: tuple[str, ...] = ()


class NotifySettings(ProcessSettings):
    """What both processes of notify are told. In production a mail server or an SMS provider must be named: there is no
    catcher.
    """

    SECRETS: ClassVar[tuple[str, ...]] = ("session_public_key", "service_token")

    session_public_key: SecretStr | None = None
    service_token: SecretStr | None = None
    intake_url: str = "http://127.0.0.1:8101"
    notify_url: str = "http://127.0.0.1:8104"
    fonts_dir: str | None = None
    smtp_host: str | None = None
    smtp_port: int = 25
    smtp_sender: str = "zhengji@localhost"
    smtp_recipient: str | None = None
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_start_tls: bool | None = None
    sms_provider: Literal["aliyun", "tencent"] | None = None
    sms_key_id: str = ""
    sms_key_secret: SecretStr | None = None
    sms_sign_name: str = ""
    sms_app: str = ""
    sms_region: str = "ap-guangzhou"
    sms_url: str = ""
    sms_report_token: SecretStr | None = Field(default=None, min_length=16)
    sms_templates: dict[str, SmsTemplate] = Field(default_factory=dict)
    outlets: tuple[OutletSettings, ...] = ()

    @field_validator("outlets")
    @classmethod
    def _each_its_name(cls, outlets: tuple[OutletSettings, ...]) -> tuple[OutletSettings, ...]:
        if len({one.name for one in outlets}) < len(outlets):
            raise ValueError("each outlet needs a name of its own")
        return outlets

    @model_validator(mode="after")
    def _a_channel_is_named(self) -> "NotifySettings":
        if self.profile == "production" and not (self.sms_provider or (self.smtp_host and self.smtp_recipient)):
            raise ValueError(
                "ZJ_SMTP_HOST and ZJ_SMTP_RECIPIENT are required in the production profile: "
                "the mail server, and the address of a phone, such as {phone}@sms.example; or ZJ_SMS_PROVIDER"
            )
        return self

    @model_validator(mode="after")
    def _the_provider_is_complete(self) -> "NotifySettings":
        told = self.sms_key_id and self.sms_key_secret and self.sms_sign_name and self.sms_templates
        if self.sms_provider and not (told and (self.sms_app or self.sms_provider == "aliyun")):
            raise ValueError(
                "ZJ_SMS_PROVIDER needs ZJ_SMS_KEY_ID, ZJ_SMS_KEY_SECRET, ZJ_SMS_SIGN_NAME and ZJ_SMS_TEMPLATES; "
                "tencent needs ZJ_SMS_APP, too"
            )
        return self
