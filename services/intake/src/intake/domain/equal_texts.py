"""Equal texts of a campaign: the earliest received stands, the others are linked to it (document 000).

The order is the order in which each entry came to its text: whoever changes his text stands behind those who had it.
"""

from dataclasses import replace

from intake.domain.entries import Entry
from intake.domain.state import Campaign


def stand(campaign: Campaign, entry: Entry) -> Entry:
    """The entry behind those of its text that are there already, linked to the first of them."""
    chain = campaign.by_text.setdefault(entry.filed.phrase_key, [])
    chain.append(entry.filed.entry_id)
    return replace(entry, duplicate_of=_first_before(chain, entry.filed.entry_id))


def leave(campaign: Campaign, entry: Entry) -> tuple[Entry, ...]:
    """Takes an entry out of its chain: those whose link has changed by that, the one that stands now at the head."""
    chain = campaign.by_text[entry.filed.phrase_key]
    stood_first = chain[0] == entry.filed.entry_id
    chain.remove(entry.filed.entry_id)
    return tuple(_linked_anew(campaign, entry_id, chain) for entry_id in chain) if stood_first else ()


def _linked_anew(campaign: Campaign, entry_id: str, chain: list[str]) -> Entry:
    entry = campaign.entries[entry_id]
    entry = replace(entry, duplicate_of=_first_before(chain, entry_id), revision=entry.revision + 1)
    campaign.entries[entry_id] = entry
    return entry


def _first_before(chain: list[str], entry_id: str) -> str | None:
    return None if chain[0] == entry_id else chain[0]
