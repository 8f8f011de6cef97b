"""The one call from intake to a neighbour: notify carries a one-time code at once."""

import httpx2
from plumbing.problems import Problem


class NotifyCarrier:
    """Nothing of a call is kept or logged."""

    def __init__(self, base_url: str, service_token: str) -> None:
        self._client = httpx2.AsyncClient(
            base_url=base_url,
            headers={"Authorization": f"Bearer {service_token}"},
            timeout=httpx2.Timeout(5.0, connect=1.0),
            trust_env=False,
        )

    async def carry(self, phone: str, code: str, language: str) -> None:
        """Hands it over. Problem 503 `codes-unavailable`, 422 `phone-refused`."""
        body = {"phone": phone, "code": code, "language": language}
        try:
            answer = await self._client.post("/internal/v1/one-time-codes", json=body)
        except httpx2.TransportError as error:
            raise _unavailable() from error
        if answer.status_code == 422:
            raise Problem("phone-refused", 422, "该号码无法接收短信。", "This phone cannot be reached.")
        if answer.status_code != 202:
            raise _unavailable()

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._client.aclose()


def _unavailable() -> Problem:
    return Problem(
        "codes-unavailable", 503, "短信通道暂不可用，请稍后再试。", "Codes cannot be sent now; try again shortly.",
        headers={"Retry-After": "5"},
    )  # fmt: skip
