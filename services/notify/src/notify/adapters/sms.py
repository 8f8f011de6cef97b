"""Text messages by 阿里云 and 腾讯云. Each costs money, so both promise at most once: what is unclear is asked about.

Neither takes free text: `templates` say which registered template stands for which kind of notice, and which values go
into it, in their order.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from plumbing.clock import Clock
from plumbing.identifiers import derived_id

from notify.adapters.posting import post
from notify.adapters.sms_signatures import Keys, aliyun_authorization, aliyun_query, tencent_authorization
from notify.domain.wording import Message
from notify.handlers.ports import NotEver, NotNow, Promise, Unclear

JSON = "application/json; charset=utf-8"
ALIYUN_NEVER = {"isv.MOBILE_NUMBER_ILLEGAL", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.PARAM_LENGTH_LIMIT"}
ALIYUN_LATER = {"isv.BUSINESS_LIMIT_CONTROL", "isv.DAY_LIMIT_CONTROL"}
TENCENT_NEVER = {
    "InvalidParameterValue.IncorrectPhoneNumber", "FailedOperation.PhoneNumberInBlacklist",
    "InvalidParameterValue.TemplateParameterLengthLimit", "UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A registered template: its id, and the names of the values in their order."""

    template_id: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmsAccount:
    """With whom text messages are sent. `app` is 腾讯云's SmsSdkAppId; `url` the provider's address."""

    keys: Keys
    sign_name: str
    templates: Mapping[str, Template]
    url: str
    app: str = ""
    region: str = "ap-guangzhou"


class _Sms:
    promise: Promise = "at-most-once"

    def __init__(self, account: SmsAccount, client: httpx2.AsyncClient, clock: Clock) -> None:
        self._account = account
        self._client = client
        self._clock = clock
        self._host = urlsplit(account.url).netloc

    def _template(self, message: Message) -> tuple[str, dict[str, str]]:
        """The registered template of a message, with its values by name; NotEver where there is none."""
        found = self._account.templates.get(message.kind) or self._account.templates.get("*")
        if found is None:
            raise NotEver("sms-template-missing")
        return found.template_id, {name: message.values.get(name, "") for name in found.values}


class AliyunSms(_Sms):
    """阿里云 SendSms, version 2017-05-25. `OutId` carries the message id to the provider's reports."""

    name = "aliyun-sms"

    async def send(self, message_id: str, phone: str, message: Message) -> None:
        """Returns on code OK."""
        template, values = self._template(message)
        query = aliyun_query({
            "PhoneNumbers": phone.removeprefix("+86"), "SignName": self._account.sign_name, "TemplateCode": template,
            "TemplateParam": json.dumps(values, ensure_ascii=False), "OutId": message_id,
        })  # fmt: skip
        headers = self._headers(message_id)
        signed = {**headers, "Authorization": aliyun_authorization(self._account.keys, query, headers)}
        answer = await post(self._client, f"{self._account.url}/?{query}", b"", signed)
        code = str(_body(answer).get("Code", ""))
        if code in ALIYUN_NEVER:
            raise NotEver("sms-refused")
        if not code or answer.status_code >= 500:
            raise Unclear(code or "unreadable")
        if code != "OK":
            raise NotNow(f"sms-{code}", message=code in ALIYUN_LATER)

    def _headers(self, message_id: str) -> dict[str, str]:
        now = self._clock.now()
        return {
            "host": self._host,
            "x-acs-action": "SendSms",
            "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "x-acs-date": f"{now:%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": derived_id("sms", message_id, now.isoformat()),
            "x-acs-version": "2017-05-25",
        }


class TencentSms(_Sms):
    """腾讯云 SendSms, version 2021-01-11. Its reports know a message by the `SerialNo` of the answer."""

    name = "tencent-sms"

    async def send(self, message_id: str, phone: str, message: Message) -> str:
        """Returns on code Ok, with the serial number."""
        template, values = self._template(message)
        body = json.dumps({
            "PhoneNumberSet": [phone if phone.startswith("+") else f"+86{phone}"],
            "SmsSdkAppId": self._account.app, "SignName": self._account.sign_name, "TemplateId": template,
            "TemplateParamSet": list(values.values()), "SessionContext": message_id,
        }).encode()  # fmt: skip
        answer = await post(self._client, self._account.url, body, self._headers(body))
        response = _body(answer).get("Response")
        code = _tencent_code(response)
        if code in TENCENT_NEVER:
            raise NotEver("sms-refused")
        if code.startswith("InternalError"):
            raise Unclear(code)
        if code != "Ok":
            raise NotNow(f"sms-{code}", message=code.startswith("LimitExceeded"))
        return _tencent_serial(response)

    def _headers(self, body: bytes) -> dict[str, str]:
        now = self._clock.now()
        return {
            "Authorization": tencent_authorization(self._account.keys, "sms", self._host, body, now),
            "Content-Type": JSON,
            "Host": self._host,
            "X-TC-Action": "SendSms",
            "X-TC-Version": "2021-01-11",
            "X-TC-Timestamp": str(int(now.timestamp())),
            "X-TC-Region": self._account.region,
        }


def _body(answer: httpx2.Response) -> dict[str, Any]:
    """The answer's JSON. An answer that cannot be read comes from something between: it may have been sent."""
    try:
        found = answer.json()
    except ValueError as error:
        raise Unclear("unreadable") from error
    return found if isinstance(found, dict) else {}


def _tencent_code(response: Any) -> str:
    try:
        error = response.get("Error")
        return str(error["Code"] if error else response["SendStatusSet"][0]["Code"])
    except (AttributeError, KeyError, IndexError, TypeError) as fault:
        raise Unclear("unreadable") from fault


def _tencent_serial(response: Any) -> str:
    return str(response["SendStatusSet"][0].get("SerialNo", ""))
