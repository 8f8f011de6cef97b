"""What the settings of notify ask for, and what comes of them."""

import json

import pytest
from notify.adapters.connections import Connections
from notify.adapters.mail import MailChannel
from notify.adapters.robots import Robot
from notify.adapters.sms import TencentSms
from notify.adapters.webhooks import Webhook
from notify.settings import NotifySettings
from plumbing.clock import SystemClock
from pydantic import ValidationError

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OUTLETS = [
    {"name": "office-group", "kind": "wecom", "url": "https://qyapi.example/send?key=k"},
    {"name": "city-site", "kind": "webhook", "url": "https://city.example/hook", "secret": SECRET},
]
SMS = {
    "ZJ_SMS_PROVIDER": "tencent", "ZJ_SMS_KEY_ID": "id", "ZJ_SMS_KEY_SECRET": "key", "ZJ_SMS_SIGN_NAME": "征集",
    "ZJ_SMS_APP": "1400000000", "ZJ_SMS_TEMPLATES": '{"one-time-code": {"id": "1", "values": ["code"]}}',
}  # fmt: skip


def settings(monkeypatch: pytest.MonkeyPatch, **given: str) -> NotifySettings:
    for name, value in {"ZJ_PROFILE": "demo", **given}.items():
        monkeypatch.setenv(name, value)
    return NotifySettings()


async def test_outlets_and_a_provider_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    told = settings(monkeypatch, ZJ_OUTLETS=json.dumps(OUTLETS), **SMS)
    connections = Connections(told, SystemClock())
    assert [type(one) for one in connections.outlets()] == [Robot, Webhook]
    assert isinstance(connections.of_codes(None), TencentSms)
    assert connections.of_courier().promise == "at-most-once"
    await connections.close()


async def test_a_mail_server_is_the_channel_where_no_provider_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = settings(monkeypatch, ZJ_SMTP_HOST="mail.example", ZJ_SMTP_RECIPIENT="{phone}@sms.example")
    connections = Connections(told, SystemClock())
    assert isinstance(connections.of_courier(), MailChannel)
    await connections.close()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ZJ_OUTLETS": json.dumps([OUTLETS[0], OUTLETS[0]])}, "a name of its own"),
        ({"ZJ_OUTLETS": json.dumps([{**OUTLETS[0], "url": "http://qyapi.example/send"}])}, "https://"),
        ({"ZJ_OUTLETS": json.dumps([{**OUTLETS[1], "secret": "plain"}])}, "whsec_"),
        ({"ZJ_SMS_PROVIDER": "aliyun"}, "ZJ_SMS_KEY_ID"),
        ({**SMS, "ZJ_SMS_APP": ""}, "ZJ_SMS_APP"),
        ({"ZJ_PROFILE": "production"}, "ZJ_SMS_PROVIDER"),
    ],
)
def test_what_cannot_work_is_said_at_the_start(
    given: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {"ZJ_SESSION_PUBLIC_KEY": "x", "ZJ_SERVICE_TOKEN": "x"}
    with pytest.raises(ValidationError, match=said) as refused:
        settings(monkeypatch, **secrets, **given)
    assert "k=" not in str(refused.value), "an address with its key is not printed"
