"""Phones as E.164. The one place that decides whether a phone can be right."""

import phonenumbers

DEMO_RANGE = "+861540000"
"""+86 154 0000 xxxx: a range that nobody is assigned. The demo's people live there."""


def is_demo_phone(e164: str) -> bool:
    """Whether a phone lies in the demo's range."""
    return e164.startswith(DEMO_RANGE) and len(e164) == len("+8613800000000")


def normal_phone(raw: str, *, demo: bool) -> str | None:
    """The phone as +8613…; None when it cannot be one. Numbers without a country code are Chinese.

    `demo` lets the demo's range in, which is no valid number anywhere else.
    """
    try:
        parsed = phonenumbers.parse(raw.strip(), "CN")
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if is_demo_phone(e164):
        return e164 if demo else None
    return e164 if phonenumbers.is_valid_number(parsed) else None
