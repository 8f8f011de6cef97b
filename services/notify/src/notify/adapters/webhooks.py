"""Outgoing webhooks by the rules of Standard Webhooks: id, timestamp, signature v1, a secret that begins whsec_."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence

import httpx2
from plumbing.clock import Clock

from notify.adapters.posting import post
from notify.handlers.ports import NotEver, NotNow, Told, Unclear
from notify.settings import secret_key

PAUSES = (5.0, 300.0, 1800.0, 7200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0)
"""5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h: three days and a bit; then the office may replay."""
GONE = 410
"""The receiver asks for nothing more."""


def webhook_signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and HMAC-SHA256 over id, timestamp and body with dots between them, in base64."""
    digest = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


class Webhook:
    """Somebody's endpoint. It tells repeats apart by `webhook-id`."""

    a_minute: int | None = None
    rings = False
    pauses: Sequence[float] = PAUSES

    def __init__(self, name: str, address: tuple[str, str], ways: tuple[httpx2.AsyncClient, Clock]) -> None:
        self.name = name
        self._url, secret = address
        self._key = secret_key(secret)
        self._client, self._clock = ways

    def fits(self, told: Sequence[Told]) -> bool:
        """One notice a message."""
        return len(told) <= 1

    async def tell(self, message_id: str, told: Sequence[Told]) -> None:
        """Returns on any 2xx; 410 is for good."""
        body = json.dumps(payload(told[0]), ensure_ascii=False).encode()
        timestamp = int(self._clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": webhook_signature(self._key, message_id, timestamp, body),
        }
        try:
            answer = await post(self._client, self._url, body, headers)
        except Unclear as error:
            raise NotNow("no-answer") from error
        if answer.status_code == GONE:
            raise NotEver("outlet-gone")
        if not answer.is_success:
            raise NotNow(f"outlet-answered-{answer.status_code}")


def payload(told: Told) -> dict[str, object]:
    """What the receiver reads: type, timestamp, data."""
    data = {
        "campaign_id": told.campaign_id,
        "subject": told.message.subject,
        "text": told.message.text,
        "subject_en": told.message_en.subject,
        "text_en": told.message_en.text,
    }
    return {"type": f"notice.{told.kind}", "timestamp": told.at.isoformat(), "data": data}
