"""Static files under addresses that carry the hash of their content, so that a browser may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

STATIC_ROOT = Path(__file__).parent / "static"
KEEP = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@lru_cache
def content_hash(name: str) -> str:
    """The first 12 hex digits of the file's SHA-256."""
    return hashlib.sha256((STATIC_ROOT / name).read_bytes()).hexdigest()[:12]


def static_address(name: str) -> str:
    """The address of a static file, with its hash."""
    return f"/static/{name}?v={content_hash(name)}"


class HashedStaticFiles(StaticFiles):
    """Answers an address with the right hash as immutable; any other hash, or none, must be asked again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        if response.status_code in {200, 304}:
            asked = scope.get("query_string", b"").decode("latin-1")
            response.headers["Cache-Control"] = KEEP if asked == f"v={content_hash(path)}" else ASK_AGAIN
        return response
