"""Which demo phones the citizens of a campaign have: commenters and voters, apart from the authors."""

import zlib

from deploy.local.rehearsal.people import AUTHORS, PHONE_COUNT, phone

FIRST_CITIZEN = AUTHORS


def citizen_phone(campaign: str, number: int) -> str:
    """The phone of citizen `number`; campaigns begin at different places, so that their voters are mostly others."""
    room = PHONE_COUNT - FIRST_CITIZEN
    if not 0 <= number < room:
        raise ValueError(f"citizen {number} is outside 0..{room - 1}")
    start = zlib.crc32(campaign.encode()) % room
    return phone(FIRST_CITIZEN + (start + number) % room)
