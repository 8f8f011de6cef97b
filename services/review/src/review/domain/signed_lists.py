"""What is signed when a list is released."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Release:
    """A list was released: when, by whom, and the digest that he signed."""

    at: datetime
    actor: str
    digest: str


def list_digest(campaign_id: str, tier: str, entry_ids: Sequence[str]) -> str:
    """BLAKE2b (128 bits, hex) over campaign, tier and the entries in their order, one a line."""
    text = "\n".join((campaign_id, tier, *entry_ids))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
