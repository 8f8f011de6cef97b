"""Each channel over a real connection: what the other side reads, and what its answers mean."""

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from notify.adapters.posting import outside_client
from notify.adapters.robots import DIALECTS, Robot
from notify.adapters.sms import AliyunSms, SmsAccount, Template, TencentSms
from notify.adapters.sms_signatures import Keys
from notify.adapters.webhooks import Webhook
from notify.domain.wording import Message, one_time_code
from notify.handlers.ports import NotEver, NotNow, Told, Unclear
from plumbing.clock import FixedClock

from tests.unit.notify.outside import Outside, outside

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
TOLD = Told(
    "n1", "lyg-demo", "contest-opened", NOW, Message("投票公告", "投票开始了。"), Message("Vote", "It is open.")
)
REFUSED_PORT = "http://127.0.0.1:9"


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    async with outside_client() as found:
        yield found


def robot(kind: str, url: str, client: httpx2.AsyncClient, secret: str = "") -> Robot:
    return Robot("group", DIALECTS[kind], (url, secret), (client, FixedClock(NOW)))


def webhook(url: str, client: httpx2.AsyncClient) -> Webhook:
    return Webhook("hook", (url, SECRET), (client, FixedClock(NOW)))


def sms(kind: str, url: str, client: httpx2.AsyncClient) -> AliyunSms | TencentSms:
    templates = {"one-time-code": Template("SMS_1", ("code",))}
    account = SmsAccount(Keys("id", "key"), "征集", templates, url, app="1400000000")
    return (AliyunSms if kind == "aliyun" else TencentSms)(account, client, FixedClock(NOW))


async def test_a_webhook_is_signed_as_its_receiver_checks_it(client: httpx2.AsyncClient) -> None:
    with outside((204, "")) as there:
        await webhook(f"{there.url}/in", client).tell("n1.hook", [TOLD])
    (asked,) = there.asked
    name, timestamp = asked.headers["webhook-id"], asked.headers["webhook-timestamp"]
    signed = b".".join([name.encode(), timestamp.encode(), asked.body])
    expected = base64.b64encode(hmac.digest(bytes(range(32)), signed, hashlib.sha256)).decode()
    assert asked.headers["webhook-signature"].split(" ") == [f"v1,{expected}"]
    assert (name, timestamp) == ("n1.hook", str(int(NOW.timestamp())))
    body = json.loads(asked.body)
    assert (body["type"], body["timestamp"], body["data"]["text"]) == (
        "notice.contest-opened", NOW.isoformat(), "投票开始了。",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "trouble"), [((500, ""), NotNow), ((302, ""), NotNow), ((410, ""), NotEver), (None, NotNow)]
)
async def test_what_a_webhook_s_answer_means(
    answer: tuple[int, str] | None, trouble: type[Exception], client: httpx2.AsyncClient
) -> None:
    with outside(answer) as there, pytest.raises(trouble):
        await webhook(there.url, client).tell("n1.hook", [TOLD])


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
async def test_a_robot_says_the_text_with_its_signature(kind: str, client: httpx2.AsyncClient) -> None:
    field = DIALECTS[kind].answer
    with outside((200, json.dumps({field: 0}))) as there:
        await robot(kind, f"{there.url}/send?key=k", client, "" if kind == "wecom" else "sec").tell("n1", [TOLD, TOLD])
    (asked,) = there.asked
    body, query = json.loads(asked.body), parse_qs(urlsplit(asked.path).query)
    text = body["content"]["text"] if kind == "feishu" else body["text"]["content"]
    assert text == "【投票公告】投票开始了。\n\n【投票公告】投票开始了。"
    assert query["key"] == ["k"]
    assert signature_fits(kind, body, query)


def signature_fits(kind: str, body: dict[str, str], query: dict[str, list[str]]) -> bool:
    """As the robot's owner would check it."""
    if kind == "wecom":
        return set(query) == {"key"}
    if kind == "dingtalk":
        (at,), (sign,) = query["timestamp"], query["sign"]
        made = hmac.digest(b"sec", at.encode() + b"\nsec", hashlib.sha256)
        return len(at) == 13 and base64.b64decode(sign) == made
    made = hmac.digest(body["timestamp"].encode() + b"\nsec", b"", hashlib.sha256)
    return len(body["timestamp"]) == 10 and base64.b64decode(body["sign"]) == made


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("wecom", '{"errcode": 45009}'), ("dingtalk", '{"errcode": 310000}'), ("feishu", '{"code": 11232}'),
     ("wecom", "<html>"), ("feishu", "[]")],
)  # fmt: skip
async def test_a_robot_that_does_not_say_0_is_asked_again_later(
    kind: str, answer: str, client: httpx2.AsyncClient
) -> None:
    with outside((200, answer)) as there, pytest.raises(NotNow, match="robot-answered"):
        await robot(kind, there.url, client).tell("n1", [TOLD])


async def test_a_text_that_is_too_long_for_a_robot_is_cut_between_characters(client: httpx2.AsyncClient) -> None:
    long = Told("n1", "c", "k", NOW, Message("题", "字" * 2000), Message("t", "x"))
    with outside((200, '{"errcode": 0}')) as there:
        found = robot("wecom", there.url, client)
        assert not found.fits([long])
        await found.tell("n1", [long])
    content = json.loads(there.asked[0].body)["text"]["content"]
    assert content.endswith("字…")
    assert 2040 < len(content.encode()) <= 2048


async def test_aliyun_is_asked_for_the_registered_template(client: httpx2.AsyncClient) -> None:
    with outside((200, '{"Code": "OK", "BizId": "1"}')) as there:
        await sms("aliyun", there.url, client).send("m1", "+8615400000001", one_time_code("123456", "zh"))
    (asked,) = there.asked
    query = {name: one for name, (one,) in parse_qs(urlsplit(asked.path).query).items()}
    assert (query["PhoneNumbers"], query["TemplateCode"], query["OutId"]) == ("15400000001", "SMS_1", "m1")
    assert json.loads(query["TemplateParam"]) == {"code": "123456"}
    assert asked.headers["authorization"] == aliyun_as_checked(
        there, asked.path, asked.headers["x-acs-signature-nonce"]
    )


def aliyun_as_checked(there: Outside, path: str, nonce: str) -> str:
    """The header as the provider works it out, from the request alone."""
    empty = hashlib.sha256(b"").hexdigest()
    names = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version"
    values = (f"127.0.0.1:{there.port}", "SendSms", empty, "2026-11-24T03:00:00Z", nonce, "2017-05-25")
    lines = [f"{name}:{value}" for name, value in zip(names.split(";"), values, strict=True)]
    request = "\n".join(["POST", "/", path.partition("?")[2], *lines, "", names, empty])
    signed = f"ACS3-HMAC-SHA256\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.digest(b"key", signed.encode(), hashlib.sha256).hex()
    return f"ACS3-HMAC-SHA256 Credential=id,SignedHeaders={names},Signature={signature}"


async def test_tencent_is_asked_for_the_registered_template(client: httpx2.AsyncClient) -> None:
    with outside((200, '{"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": "2019:1"}]}}')) as there:
        sent = await sms("tencent", there.url, client).send("m1", "15400000001", one_time_code("123456", "zh"))
    assert sent == "2019:1"
    (asked,) = there.asked
    body = json.loads(asked.body)
    assert (body["PhoneNumberSet"], body["TemplateParamSet"]) == (["+8615400000001"], ["123456"])
    assert (asked.headers["x-tc-action"], asked.headers["x-tc-timestamp"]) == ("SendSms", str(int(NOW.timestamp())))
    head = f"content-type:{asked.headers['content-type']}\nhost:{asked.headers['host']}\n"
    request = "\n".join(["POST", "/", "", head, "content-type;host", hashlib.sha256(asked.body).hexdigest()])
    digest = hashlib.sha256(request.encode()).hexdigest()
    signed = f"TC3-HMAC-SHA256\n{int(NOW.timestamp())}\n2026-11-24/sms/tc3_request\n{digest}"
    key = b"TC3key"
    for step in ("2026-11-24", "sms", "tc3_request", signed):
        key = hmac.digest(key, step.encode(), hashlib.sha256)
    assert asked.headers["authorization"].endswith(f"Signature={key.hex()}")


@pytest.mark.parametrize(
    ("kind", "answer", "trouble"),
    [
        ("aliyun", (200, '{"Code": "isv.MOBILE_NUMBER_ILLEGAL"}'), NotEver),
        ("aliyun", (200, '{"Code": "isv.BUSINESS_LIMIT_CONTROL"}'), NotNow),
        ("aliyun", (403, '{"Code": "SignatureDoesNotMatch"}'), NotNow),
        ("aliyun", (503, '{"Code": "ServiceUnavailable"}'), Unclear),
        ("aliyun", (502, "<html>"), Unclear),
        ("aliyun", None, Unclear),
        ("tencent", (200, '{"Response": {"Error": {"Code": "AuthFailure.SignatureFailure"}}}'), NotNow),
        ("tencent", (200, '{"Response": {"Error": {"Code": "InternalError.Timeout"}}}'), Unclear),
        ("tencent", (200, '{"Response": {"SendStatusSet": [{"Code": "LimitExceeded.DailyLimit"}]}}'), NotNow),
        ("tencent", (200, '{"Response": {"SendStatusSet": [{"Code": "FailedOperation.PhoneNumberInBlacklist"}]}}'),
         NotEver),
        ("tencent", (200, "{}"), Unclear),
        ("tencent", None, Unclear),
    ],
)  # fmt: skip
async def test_what_a_provider_s_answer_means(
    kind: str, answer: tuple[int, str] | None, trouble: type[Exception], client: httpx2.AsyncClient
) -> None:
    with outside(answer) as there, pytest.raises(trouble):
        await sms(kind, there.url, client).send("m1", "15400000001", one_time_code("123456", "zh"))


async def test_what_never_left_the_house_is_for_later(client: httpx2.AsyncClient) -> None:
    for channel in (sms("aliyun", REFUSED_PORT, client), sms("tencent", REFUSED_PORT, client)):
        with pytest.raises(NotNow, match="unreachable"):
            await channel.send("m1", "15400000001", one_time_code("123456", "zh"))
    with pytest.raises(NotNow, match="unreachable"):
        await webhook(REFUSED_PORT, client).tell("n1.hook", [TOLD])


async def test_a_kind_without_a_registered_template_is_sent_by_nobody(client: httpx2.AsyncClient) -> None:
    with pytest.raises(NotEver, match="sms-template-missing"):
        await sms("aliyun", REFUSED_PORT, client).send("m1", "15400000001", Message("题", "文", "awarded", {}))
