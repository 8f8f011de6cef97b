"""Numbers that people copy from paper: short, forgiving about look-alikes, with a check character.

The alphabet is Crockford's base 32. Read aloud or typed, O is 0, I and L are 1, U is V, and case, spaces and dashes
do not matter. The check character is the hybrid system of ISO 7064 with the moduli 33 and 32: one wrong
character is always noticed.
"""

from hashlib import blake2b

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKE = str.maketrans("OILU", "011V")
SERIAL_LENGTH = 8
"""40 bits: among a thousand certificates of one campaign two share a number with odds of 1 in two million."""


def compact(text: str) -> str:
    """What was typed, as it is compared: upper case, look-alikes merged, everything else dropped."""
    merged = text.upper().translate(LOOK_ALIKE)
    return "".join(character for character in merged if character in ALPHABET)


def serial_of(*parts: str) -> str:
    """Eight characters derived from `parts`; the order and the borders of the parts count."""
    digest = blake2b("\x1f".join(parts).encode(), digest_size=5).digest()
    value = int.from_bytes(digest, "big")
    return "".join(ALPHABET[(value >> shift) & 31] for shift in range(35, -1, -5))


def check_character(body: str) -> str:
    """The check character of `body`, by ISO 7064's hybrid system with moduli 33 and 32."""
    size = len(ALPHABET)
    carry = size
    for character in compact(body):
        total = (carry + ALPHABET.index(character)) % size or size
        carry = total * 2 % (size + 1)
    return ALPHABET[(size + 1 - carry) % size]


def number_of(code: str, letter: str, serial: str) -> str:
    """`LYG-W-7K3M-9Q2X-5`: campaign code, tier, serial, check character."""
    check = check_character(code + letter + serial)
    return "-".join([code, letter, serial[:4], serial[4:], check])


def well_formed(text: str) -> bool:
    """Whether `text` can be a number at all: long enough and its check character fits."""
    key = compact(text)
    return len(key) > SERIAL_LENGTH + 2 and check_character(key[:-1]) == key[-1]
