"""What every answer must say to a browser."""

from collections.abc import Mapping

EXACT = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
UNSAFE_WORDS = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "https:", "*")


def lacking(headers: Mapping[str, str]) -> set[str]:
    """The names of headers that are missing or too weak."""
    weak = {name for name, value in EXACT.items() if headers.get(name) != value}
    policy = headers.get("content-security-policy", "")
    confined = "default-src 'self'" in policy or "default-src 'none'" in policy
    if not confined or any(word in policy for word in UNSAFE_WORDS):
        weak.add("content-security-policy")
    if not headers.get("cache-control"):
        weak.add("cache-control")
    return weak
