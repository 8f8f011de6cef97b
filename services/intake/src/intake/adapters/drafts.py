"""Drafts in Valkey, under seal, for a month. Whatever Valkey loses was not handed in yet."""

from datetime import timedelta
from typing import Any

from redis.exceptions import RedisError

from intake.handlers.ports import DraftsUnavailable

KEPT = timedelta(days=30)


class ValkeyDrafts:
    """Keys hold a campaign and a pseudonym; values are ciphertext that the author's key opens."""

    def __init__(self, client: Any, prefix: str = "") -> None:
        self._client, self._prefix = client, f"{prefix}intake:draft:"

    async def keep(self, campaign_id: str, author_ref: str, sealed: str) -> None:
        """Keeps the draft; the one before gives way. Raises DraftsUnavailable."""
        try:
            await self._client.set(self._key(campaign_id, author_ref), sealed, ex=KEPT)
        except RedisError as error:
            raise DraftsUnavailable from error

    async def find(self, campaign_id: str, author_ref: str) -> str | None:
        """The draft, or None. Raises DraftsUnavailable."""
        try:
            found = await self._client.get(self._key(campaign_id, author_ref))
        except RedisError as error:
            raise DraftsUnavailable from error
        return found.decode() if isinstance(found, bytes) else found

    async def drop(self, campaign_id: str, author_ref: str) -> None:
        """Forgets the draft. Raises DraftsUnavailable."""
        try:
            await self._client.delete(self._key(campaign_id, author_ref))
        except RedisError as error:
            raise DraftsUnavailable from error

    def _key(self, campaign_id: str, author_ref: str) -> str:
        return f"{self._prefix}{campaign_id}:{author_ref}"
