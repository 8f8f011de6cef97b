"""One POST to the outside, and what its failures mean."""

from collections.abc import Mapping

import httpx2

from notify.handlers.ports import NotNow, Unclear

NOT_HANDED_OVER = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
"""Nothing of the request has left: it is safe to repeat whatever the channel promises."""


def outside_client() -> httpx2.AsyncClient:
    """A client for addresses of the settings: short time-outs, no redirects, no proxy of the environment."""
    return httpx2.AsyncClient(timeout=httpx2.Timeout(10.0, connect=3.0), follow_redirects=False, trust_env=False)


async def post(client: httpx2.AsyncClient, url: str, body: bytes, headers: Mapping[str, str]) -> httpx2.Response:
    """The answer, whatever it says. NotNow where nothing left the house, Unclear where it may have."""
    try:
        return await client.post(url, content=body, headers=dict(headers))
    except NOT_HANDED_OVER as error:
        raise NotNow("unreachable") from error
    except httpx2.TransportError as error:
        raise Unclear("no-answer") from error
