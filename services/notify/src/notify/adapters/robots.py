"""Robots of groups in 企业微信, 钉钉 and 飞书: signatures, payloads and limits, as each documents its own."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
from plumbing.clock import Clock

from notify.adapters.posting import post
from notify.domain.wording import Message
from notify.handlers.ports import NotNow, Told, Unclear

HEADERS = {"Content-Type": "application/json; charset=utf-8"}
PAUSES = (5.0, 30.0, 120.0, 600.0, 1800.0, 3600.0, 7200.0, 14400.0)
BETWEEN = "\n\n"


def dingtalk_sign(secret: str, timestamp_ms: int) -> str:
    """钉钉: HMAC-SHA256 under the secret, over the moment in milliseconds and the secret on two lines, in base64."""
    digest = hmac.new(secret.encode(), f"{timestamp_ms}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def feishu_sign(secret: str, timestamp: int) -> str:
    """飞书: HMAC-SHA256 of nothing, under the moment in seconds and the secret on two lines, in base64."""
    digest = hmac.new(f"{timestamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of robot is spoken to: most bytes of a text, messages a minute, and where its answer says 0."""

    most_bytes: int
    a_minute: int
    answer: str
    request: Callable[[str, str, str, int], tuple[str, dict[str, Any]]]


def _wecom(url: str, text: str, _secret: str, _now_ms: int) -> tuple[str, dict[str, Any]]:
    return url, {"msgtype": "text", "text": {"content": text}}


def _dingtalk(url: str, text: str, secret: str, now_ms: int) -> tuple[str, dict[str, Any]]:
    body = {"msgtype": "text", "text": {"content": text}}
    if not secret:
        return url, body
    signed = urlencode({"timestamp": now_ms, "sign": dingtalk_sign(secret, now_ms)})
    return f"{url}{'&' if '?' in url else '?'}{signed}", body


def _feishu(url: str, text: str, secret: str, now_ms: int) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        body |= {"timestamp": str(now_ms // 1000), "sign": feishu_sign(secret, now_ms // 1000)}
    return url, body


DIALECTS = {
    "wecom": Dialect(2048, 20, "errcode", _wecom),
    "dingtalk": Dialect(20_000, 20, "errcode", _dingtalk),
    "feishu": Dialect(20_000, 100, "code", _feishu),
}
"""企业微信: 2,048 bytes, 20 a minute. 钉钉: 20,000 bytes, 20 a minute (else silenced for ten), signed. 飞书: 20 kB,
100 a minute, signed.
"""


class Robot:
    """A group's robot. What waits while it may not speak goes together in one text."""

    rings = True
    pauses: Sequence[float] = PAUSES

    def __init__(
        self, name: str, dialect: Dialect, address: tuple[str, str], ways: tuple[httpx2.AsyncClient, Clock]
    ) -> None:
        self.name = name
        self.a_minute: int | None = dialect.a_minute
        self._dialect = dialect
        self._url, self._secret = address
        self._client, self._clock = ways

    def fits(self, told: Sequence[Told]) -> bool:
        """Whether one text carries all of these."""
        return len(_text(told).encode()) <= self._dialect.most_bytes

    async def tell(self, message_id: str, told: Sequence[Told]) -> None:  # noqa: ARG002 - a robot knows no ids
        """Returns once the robot says 0; whatever else it says is for later."""
        text = _cut(_text(told), self._dialect.most_bytes)
        now_ms = int(self._clock.now().timestamp() * 1000)
        url, body = self._dialect.request(self._url, text, self._secret, now_ms)
        try:
            answer = await post(self._client, url, json.dumps(body, ensure_ascii=False).encode(), HEADERS)
        except Unclear as error:
            raise NotNow("no-answer") from error
        code = _code(answer, self._dialect.answer)
        if code != "0":
            raise NotNow(f"robot-answered-{code}")


def robot_text(message: Message) -> str:
    """One notice as a robot says it."""
    return f"【{message.subject}】{message.text}"


def _text(told: Sequence[Told]) -> str:
    return BETWEEN.join(robot_text(one.message) for one in told)


def _cut(text: str, most: int) -> str:
    """At most so many bytes, never half a character."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"


def _code(answer: httpx2.Response, field: str) -> str:
    if answer.status_code != 200:
        return f"http-{answer.status_code}"
    try:
        return str(int(answer.json()[field]))
    except (ValueError, KeyError, TypeError):
        return "unreadable"
