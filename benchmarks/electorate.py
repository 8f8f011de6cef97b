"""Who votes for what in the measurements: the same for ever. Needs nothing but the standard library."""

from hashlib import blake2b

ENTRIES = tuple(f"e{number:02d}" for number in range(20))


def choices_of(voter: int) -> tuple[str, ...]:
    """One to three of the twenty, the same as votes.lua makes them."""
    return tuple(ENTRIES[(voter + choice * 7) % 20] for choice in range(voter % 3 + 1))


def ids_of(voter: int) -> tuple[str, str]:
    """vote_id and voter_ref: as long, and as random, as the product's."""
    digits = blake2b(voter.to_bytes(8, "big"), digest_size=32).hexdigest()
    return digits[:32], digits[32:]


def totals_of(voters: int) -> dict[str, int]:
    """Votes by entry when voters 0 to `voters` - 1 have voted."""
    counts = dict.fromkeys(ENTRIES, 0)
    for voter in range(60):  # the choices repeat after sixty voters
        for entry in choices_of(voter):
            counts[entry] += (voters - voter + 59) // 60
    return counts
