"""Who asks, as far as a limit needs to know: the network of an address, and the device by a cookie of ours.

Both are personal data. They leave the process as keyed hashes only, and no text of a caller shows them.
"""

import re
import secrets
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection
from starlette.responses import Response

DEVICE_COOKIE = "zj_device"
DEVICE_SECONDS = 90 * 86_400
UNKNOWN = "unknown"
"""The network of whatever is no address: all of it is counted together."""
Network = IPv4Network | IPv6Network
_DEVICE = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from. Without the cookie it is counted on its address alone."""

    address: str = field(repr=False)
    device: str | None = field(default=None, repr=False)

    @property
    def network(self) -> str:
        """What is counted: an IPv4 address, or the /64 of an IPv6 one, which is what a household has."""
        found = _parsed(self.address)
        if found is None:
            return UNKNOWN
        return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))

    def within(self, networks: tuple[Network, ...]) -> bool:
        """Whether the address is of one of these networks."""
        found = _parsed(self.address)
        return found is not None and any(found in network for network in networks)


def caller_of(request: HTTPConnection) -> Caller:
    """The caller. The server has put the true client's address in place of a proxy's that it trusts."""
    device = request.cookies.get(DEVICE_COOKIE, "")
    return Caller(request.client.host if request.client else "", device if _DEVICE.fullmatch(device) else None)


def hold_device(request: HTTPConnection, response: Response) -> None:
    """Gives a browser that has none its number: random, and for nobody but us to read."""
    if caller_of(request).device is None:
        response.set_cookie(
            DEVICE_COOKIE, secrets.token_urlsafe(16), max_age=DEVICE_SECONDS, path="/", httponly=True, samesite="lax",
            secure=request.url.scheme == "https",
        )  # fmt: skip


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
