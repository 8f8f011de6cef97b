"""AWS Signature Version 4 for one request, as object stores ask for it."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"
_SIGNED = "host;x-amz-content-sha256;x-amz-date"


@dataclass(frozen=True, slots=True)
class StoreKey:
    """Who asks, and for which region the signature is good."""

    access_key: str
    secret_key: str
    region: str = "us-east-1"


def signed_headers(key: StoreKey, method: str, url: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers that prove a request; `now` is in UTC. The URL has no query."""
    parts, stamp, digest = urlsplit(url), now.strftime("%Y%m%dT%H%M%SZ"), hashlib.sha256(body).hexdigest()
    headers = f"host:{parts.netloc}\nx-amz-content-sha256:{digest}\nx-amz-date:{stamp}\n"
    request = "\n".join([method, quote(parts.path, safe="/-_.~"), "", headers, _SIGNED, digest])
    scope = f"{stamp[:8]}/{key.region}/s3/aws4_request"
    to_sign = "\n".join([_ALGORITHM, stamp, scope, hashlib.sha256(request.encode()).hexdigest()])
    signature = hmac.new(_signing_key(key, stamp[:8]), to_sign.encode(), hashlib.sha256).hexdigest()
    proof = f"{_ALGORITHM} Credential={key.access_key}/{scope}, SignedHeaders={_SIGNED}, Signature={signature}"
    return {"host": parts.netloc, "x-amz-content-sha256": digest, "x-amz-date": stamp, "authorization": proof}


def _signing_key(key: StoreKey, day: str) -> bytes:
    signing = f"AWS4{key.secret_key}".encode()
    for step in (day, key.region, "s3", "aws4_request"):
        signing = hmac.new(signing, step.encode(), hashlib.sha256).digest()
    return signing
