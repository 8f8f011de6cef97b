"""Files in a bucket of an S3-compatible store, addressed by path."""

import httpx2
from plumbing.clock import Clock

from intake.adapters.attachments.signature import StoreKey, signed_headers
from intake.handlers.ports import FilesUnavailable

_SECONDS = 20.0
_NOT_FOUND = 404


class FileBucket:
    """What is written is sealed already; the store needs no key of ours."""

    def __init__(self, bucket_url: str, key: StoreKey, clock: Clock) -> None:
        self._bucket_url, self._key, self._clock = bucket_url.rstrip("/"), key, clock
        self._client = httpx2.AsyncClient(timeout=httpx2.Timeout(_SECONDS, connect=3.0), trust_env=False)

    async def put(self, name: str, content: bytes) -> None:
        """Keeps a file. The same again changes nothing. Raises FilesUnavailable."""
        answer = await self._send("PUT", name, content)
        if not answer.is_success:
            raise FilesUnavailable

    async def get(self, name: str) -> bytes | None:
        """The content; None when there is no such file. Raises FilesUnavailable."""
        answer = await self._send("GET", name, b"")
        if answer.status_code == _NOT_FOUND:
            return None
        if not answer.is_success:
            raise FilesUnavailable
        return answer.content

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._client.aclose()

    async def _send(self, method: str, name: str, content: bytes) -> httpx2.Response:
        url = f"{self._bucket_url}/{name}"
        headers = signed_headers(self._key, method, url, content, self._clock.now())
        try:
            return await self._client.request(method, url, content=content or None, headers=headers)
        except httpx2.TransportError as error:
            raise FilesUnavailable from error
