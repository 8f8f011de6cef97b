"""Intake's internal route: the only way to a name and a phone."""

import httpx2

from notify import metrics
from notify.handlers.ports import Contact, NotEver, NotNow, Unsealing

GONE = (404, 410)
"""Intake does not know the author, or the author had the contact erased."""


def internal_client(base_url: str, service_token: str) -> httpx2.AsyncClient:
    """A client for the internal routes of a neighbour: kept-alive connections, short time-outs, the bearer token."""
    return httpx2.AsyncClient(
        base_url=base_url,
        headers={"Authorization": f"Bearer {service_token}"},
        timeout=httpx2.Timeout(5.0, connect=1.0),
        limits=httpx2.Limits(max_connections=64, max_keepalive_connections=64),
        trust_env=False,
    )


class IntakeContacts:
    """Opens contacts at intake. Nothing of the answer is kept or logged."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def unseal(self, asked: Unsealing) -> Contact:
        """The contact. A refused token counts as NotNow: it is our mistake, and people must not pay for it."""
        path = f"/internal/v1/contacts/{asked.author_ref}/unseal"
        body = {"campaign_id": asked.campaign_id, "purpose": asked.purpose, "reference": asked.reference}
        try:
            response = await self._client.post(path, json=body)
        except httpx2.TransportError as error:
            raise NotNow("intake-unreachable") from error
        metrics.UNSEAL_SECONDS.labels(outcome=str(response.status_code)).observe(response.elapsed.total_seconds())
        if response.status_code in GONE:
            raise NotEver("contact-erased")
        if response.status_code != 200:
            raise NotNow(f"intake-answered-{response.status_code}")
        return _contact(response)


def _contact(response: httpx2.Response) -> Contact:
    try:
        answer = response.json()
        others = tuple(str(one) for one in answer.get("co_authors", ()))
        return Contact(name=str(answer["name"]), phone=str(answer["phone"]), co_authors=others)
    except (ValueError, KeyError, TypeError) as error:
        raise NotNow("intake-answer-unreadable") from error
