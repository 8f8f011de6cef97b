"""Signs people in, and keeps each one's token."""

import asyncio
from collections import defaultdict

from deploy.local.rehearsal.client import Client, UnexpectedError

DEMO_CODE = "246810"
ORGANISER = ("office", "demo-office")
ATTEMPTS = 4


class Desk:
    """One token a person, asked for once."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._tokens: dict[str, str] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def staff(self, username: str, password: str) -> str:
        """The session token of a member of staff."""
        async with self._turns[username]:
            if username not in self._tokens:
                body = {"username": username, "password": password}
                self._tokens[username] = (await self._client.post("/api/v1/sessions", body))["token"]
            return self._tokens[username]

    async def organiser(self) -> str:
        """The office's token."""
        return await self.staff(*ORGANISER)

    async def citizen(self, phone: str) -> str:
        """The session token of the citizen with this demo phone."""
        async with self._turns[phone]:
            if phone not in self._tokens:
                self._tokens[phone] = await self._sign_in(phone)
            return self._tokens[phone]

    async def _sign_in(self, phone: str) -> str:
        """A code is good once: when the answer to its use was lost, a new one is asked for."""
        for attempt in range(ATTEMPTS):
            await self._client.post("/api/v1/codes", {"phone": phone})
            try:
                answer = await self._client.post("/api/v1/sessions", {"phone": phone, "code": DEMO_CODE})
            except UnexpectedError as error:
                if error.status >= 500 or attempt == ATTEMPTS - 1:
                    raise
                continue
            return str(answer["token"])
        raise AssertionError("the last attempt returns or raises")
