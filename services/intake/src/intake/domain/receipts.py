"""Receipt numbers: short enough to read out, with a check character, told from nothing but the entry's identifier."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: without I, L, O and U, which are misread."""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_LENGTH = 12
"""60 bits: of a million receipts, no two are alike but once in two million campaigns."""


def receipt_no(token: str) -> str:
    """The number of an entry: `token` is 32 hex digits that nobody can guess. `7K2M-90QD-XW4TC`."""
    number = int(token, 16)
    body = "".join(ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))
    return f"{body[:4]}-{body[4:8]}-{body[8:]}{_check(body)}"


def normal_receipt_no(typed: str) -> str | None:
    """The number as it is stored, from what somebody typed; None when its check character does not fit."""
    plain = "".join(character for character in typed.upper().translate(_MISREAD) if character in ALPHABET)
    body, check = plain[:_LENGTH], plain[_LENGTH:]
    if len(body) != _LENGTH or check != _check(body):
        return None
    return f"{body[:4]}-{body[4:8]}-{body[8:]}{check}"


def _check(body: str) -> str:
    """Weighted by place, so that two swapped neighbours are seen too."""
    return ALPHABET[sum((place * 2 + 1) * ALPHABET.index(one) for place, one in enumerate(body)) % 31]
