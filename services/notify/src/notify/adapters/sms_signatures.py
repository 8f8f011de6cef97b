"""How requests to the two SMS providers are signed, by their public documentation. No SDK."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Keys:
    """An access key: its public id, and its secret."""

    key_id: str
    secret: str


def aliyun_query(parameters: Mapping[str, str]) -> str:
    """The query in the one form that is signed: by name, everything but letters, digits and -_.~ escaped."""
    return "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in sorted(parameters.items()))


def aliyun_authorization(keys: Keys, query: str, headers: Mapping[str, str], body: bytes = b"") -> str:
    """阿里云 V3 (ACS3-HMAC-SHA256) of a POST to `/`; `headers` are host and every x-acs-… in small letters."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    request = f"POST\n/\n{query}\n{lines}\n{names}\n{_hex(body)}"
    signature = _mac(keys.secret.encode(), f"ACS3-HMAC-SHA256\n{_hex(request.encode())}").hex()
    return f"ACS3-HMAC-SHA256 Credential={keys.key_id},SignedHeaders={names},Signature={signature}"


def tencent_authorization(keys: Keys, service: str, host: str, body: bytes, at: datetime) -> str:
    """腾讯云 V3 (TC3-HMAC-SHA256) of a POST of JSON to `/`; the moment goes to the header X-TC-Timestamp, too."""
    names, scope = "content-type;host", f"{at:%Y-%m-%d}/{service}/tc3_request"
    request = f"POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:{host}\n\n{names}\n{_hex(body)}"
    signed = f"TC3-HMAC-SHA256\n{int(at.timestamp())}\n{scope}\n{_hex(request.encode())}"
    day = _mac(f"TC3{keys.secret}".encode(), f"{at:%Y-%m-%d}")
    signature = _mac(_mac(_mac(day, service), "tc3_request"), signed).hex()
    return f"TC3-HMAC-SHA256 Credential={keys.key_id}/{scope}, SignedHeaders={names}, Signature={signature}"


def _hex(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
