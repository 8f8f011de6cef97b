"""Pictures in Valkey, guarded: a lower offset never overwrites a higher one."""

from plumbing.valkey import build_valkey
from redis.exceptions import RedisError

from voting.handlers.pictures import Picture, from_bytes, to_bytes
from voting.settings import VotingSettings

GUARD = """
local known = redis.call('HGET', KEYS[1], 'applied')
if known and tonumber(known) > tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'applied', ARGV[1], 'picture', ARGV[2])
return 1
"""
"""Sent again after a cut connection it does the same once more: the figures are absolute."""

GalleryError = RedisError


class ValkeyGallery:
    """One hash a partition."""

    def __init__(self, settings: VotingSettings, partitions: int) -> None:
        self.client = build_valkey(settings)
        self._keys = [f"{settings.topic_prefix}voting:picture:{number}" for number in range(partitions)]
        self._guard = self.client.register_script(GUARD)
        self._read: dict[bytes, Picture] = {}
        """The pictures of the last reading by their bytes: a board looks ten times a second, mostly at the same."""

    async def save(self, picture: Picture) -> bool:
        """Keeps the picture unless one of a higher offset is there; whether it was kept."""
        key = self._keys[picture.partition]
        return bool(await self._guard([key], [picture.applied, to_bytes(picture)]))

    async def all(self) -> list[Picture]:
        """Every picture there is."""
        pipeline = self.client.pipeline(transaction=False)
        for key in self._keys:
            pipeline.hget(key, "picture")
        found = [value for value in await pipeline.execute() if value]
        self._read = {value: self._read.get(value) or from_bytes(value) for value in found}
        return list(self._read.values())

    async def answers(self) -> bool:
        """Whether Valkey is there. Raises what the connection raises."""
        return bool(await self.client.ping())

    async def close(self) -> None:
        """Lets go of the connections."""
        await self.client.aclose()
