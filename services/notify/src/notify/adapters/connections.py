"""Which channels and outlets there are, by the settings."""

import httpx2
from plumbing.clock import Clock
from pydantic import SecretStr

from notify.adapters.catcher import Catcher, RemoteCatcher
from notify.adapters.intake import internal_client
from notify.adapters.mail import MailChannel, MailServer
from notify.adapters.posting import outside_client
from notify.adapters.robots import DIALECTS, Robot
from notify.adapters.sms import AliyunSms, SmsAccount, Template, TencentSms
from notify.adapters.sms_signatures import Keys
from notify.adapters.webhooks import Webhook
from notify.handlers.ports import Channel, Outlet
from notify.settings import NotifySettings, OutletSettings

SMS_URLS = {"aliyun": "https://dysmsapi.aliyuncs.com", "tencent": "https://sms.tencentcloudapi.com"}


class Connections:
    """What has to be closed at the end: clients that talk to the outside, and mail connections."""

    def __init__(self, settings: NotifySettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._clients: list[httpx2.AsyncClient] = []
        self._mail: list[MailChannel] = []

    def of_codes(self, catcher: Catcher | None) -> Channel:
        """How one-time codes get to a phone."""
        channel = self._phones() or catcher
        if channel is None:
            raise RuntimeError("no channel: the settings should have asked for one")
        return channel

    def of_courier(self) -> Channel:
        """How the courier reaches people: the SMS provider or mail server that is named, else the demo's catcher."""
        return self._phones() or RemoteCatcher(self._kept(_catcher_client(self._settings)))

    def outlets(self) -> list[Outlet]:
        """The robots and webhooks of the settings."""
        return [self._outlet(one) for one in self._settings.outlets]

    async def close(self) -> None:
        """Lets go of all of them."""
        for client in self._clients:
            await client.aclose()
        for mail in self._mail:
            await mail.close()

    def _phones(self) -> Channel | None:
        account = sms_account(self._settings)
        if account is not None:
            ways = account, self._kept(outside_client()), self._clock
            return AliyunSms(*ways) if self._settings.sms_provider == "aliyun" else TencentSms(*ways)
        server = mail_server(self._settings)
        if server is None:
            return None
        self._mail.append(MailChannel(server))
        return self._mail[-1]

    def _outlet(self, told: OutletSettings) -> Outlet:
        address = told.url.get_secret_value(), told.secret.get_secret_value()
        ways = self._kept(outside_client()), self._clock
        if told.kind == "webhook":
            return Webhook(told.name, address, ways)
        return Robot(told.name, DIALECTS[told.kind], address, ways)

    def _kept(self, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
        self._clients.append(client)
        return client


def mail_server(settings: NotifySettings) -> MailServer | None:
    """Where mail goes; None in a demo that names no server."""
    if not (settings.smtp_host and settings.smtp_recipient):
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_sender,
        recipient=settings.smtp_recipient,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
        start_tls=settings.smtp_start_tls,
    )


def sms_account(settings: NotifySettings) -> SmsAccount | None:
    """With whom text messages are sent; None where no provider is named."""
    if settings.sms_provider is None:
        return None
    return SmsAccount(
        keys=Keys(settings.sms_key_id, secret(settings.sms_key_secret)),
        sign_name=settings.sms_sign_name,
        templates={kind: Template(one.id, one.values) for kind, one in settings.sms_templates.items()},
        url=settings.sms_url or SMS_URLS[settings.sms_provider],
        app=settings.sms_app,
        region=settings.sms_region,
    )


def _catcher_client(settings: NotifySettings) -> httpx2.AsyncClient:
    return internal_client(settings.notify_url, secret(settings.service_token))


def secret(value: SecretStr | None) -> str:
    """The text of a secret that the settings have made sure of."""
    if value is None:
        raise RuntimeError("a secret is missing that the settings should have asked for")
    return value.get_secret_value()
