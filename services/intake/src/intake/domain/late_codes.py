"""Late entries by a code: after the deadline the office lets one entry in, once, and the log says for whom.

The log holds a keyed digest of a code, never the code.
"""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.entries import FiledEntry
from intake.domain.receipts import ALPHABET

_LENGTH = 10
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


@dataclass(frozen=True, slots=True)
class LateCode:
    """A code that was issued. `unit_id` is the unit that it is for, if any; `used_by` the entry that came with it."""

    digest: str
    unit_id: str | None
    expires_at: datetime
    issued_at: datetime
    actor: str
    used_by: str = ""


def late_refusal(code: LateCode | None, filed: FiledEntry, at: datetime) -> str:
    """Why a late entry is not let in, as a code; '' when it is: `late-code-unknown`, `late-code-used`,
    `late-code-expired`, `late-code-unit`.
    """
    refusal = code_refusal(code, at)
    if refusal or code is None:
        return refusal
    return "late-code-unit" if code.unit_id not in (None, filed.unit_id) else ""


def code_refusal(code: LateCode | None, at: datetime) -> str:
    """Why a code lets nothing in, whatever the entry; '' when it is good: `late-code-unknown`, `late-code-used`,
    `late-code-expired`.
    """
    if code is None:
        return "late-code-unknown"
    if code.used_by:
        return "late-code-used"
    return "late-code-expired" if at >= code.expires_at else ""


def code_text(token: str) -> str:
    """A code that can be read out: `token` is 32 hex digits that nobody can guess. `7K2M9-0QDXW`, 50 bits."""
    number = int(token, 16)
    body = "".join(ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))
    return f"{body[:5]}-{body[5:]}"


def normal_code(typed: str) -> str:
    """The code as it was issued, from what somebody typed; '' for what can be none."""
    plain = "".join(one for one in typed.upper().translate(_MISREAD) if one in ALPHABET)
    return f"{plain[:5]}-{plain[5:]}" if len(plain) == _LENGTH else ""
