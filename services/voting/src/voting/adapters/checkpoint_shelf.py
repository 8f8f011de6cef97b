"""Checkpoints in Valkey: one value a partition and tally group."""

from typing import Any

from plumbing.valkey import build_valkey

from voting.settings import VotingSettings

KEPT_SECONDS = 3 * 24 * 3600
"""Those of a group that runs no more go away by themselves."""


class ValkeyCheckpoints:
    """Each tally group has its own: what one has counted wrong shall not come to the other."""

    def __init__(self, settings: VotingSettings) -> None:
        self._client = build_valkey(settings)
        self._place = f"{settings.topic_prefix}voting:checkpoint:{settings.tally_group}"

    async def load(self, partition: int) -> bytes | None:
        """What is kept of a partition."""
        found: Any = await self._client.get(self._key(partition))
        return bytes(found) if found is not None else None

    async def keep(self, partition: int, value: bytes) -> None:
        """Keeps it instead of what was there."""
        await self._client.set(self._key(partition), value, ex=KEPT_SECONDS)

    async def drop(self, partition: int) -> None:
        """Forgets it."""
        await self._client.delete(self._key(partition))

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._client.aclose()

    def _key(self, partition: int) -> str:
        return f"{self._place}:{partition}"
