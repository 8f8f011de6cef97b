"""Staff accounts. Who may hold one, and which fit together."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["organiser", "screener", "unit", "judge", "leader", "operator"]
ROLES: tuple[str, ...] = get_args(Role)
PASSWORD_MIN = 8
PASSWORD_MAX = 128
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff. Without a campaign he works for all of them; a unit's account belongs to one unit.

    A judge's account may name the unit that he comes from, and `author_ref`, the pseudonym of his own phone: what is
    his own, or his unit's, he must not score.
    """

    username: str
    role: Role
    password_hash: str
    campaign_id: str | None = None
    unit_id: str | None = None
    author_ref: str | None = None

    def same_post(self, other: "Account") -> bool:
        """Whether both are the same but for the hash, which differs each time a password is hashed."""
        mine = (self.username, self.role, self.campaign_id, self.unit_id, self.author_ref)
        return mine == (other.username, other.role, other.campaign_id, other.unit_id, other.author_ref)


def well_named(username: str) -> bool:
    """Lower-case letters, digits, dot, dash, underscore; 2 to 64 of them."""
    return _USERNAME.fullmatch(username) is not None
