"""One-time codes: carried at once, kept nowhere."""

from plumbing.clock import Clock
from plumbing.identifiers import derived_id

from notify import metrics
from notify.domain.wording import Language, one_time_code
from notify.handlers.ports import Channel, NotEver, NotNow, Unclear


async def carry_code(channel: Channel, clock: Clock, phone: str, code: str, language: Language) -> None:
    """Hands the code to the channel. NotNow and NotEver go to the caller: a code is worth nothing later.

    Nothing is written down, so a process that dies here loses the code and its owner asks for another. A code of which
    nobody knows whether it went out is not sent again: its owner waits for it, and then asks.
    """
    message_id = derived_id("one-time-code", phone, code, clock.now().isoformat())
    outcome = "sent"
    try:
        await channel.send(message_id, phone, one_time_code(code, language))
    except Unclear:
        outcome = "unclear"
    except NotNow:
        outcome = "postponed"
        raise
    except NotEver:
        outcome = "failed"
        raise
    finally:
        metrics.ONE_TIME_CODES.labels(channel=channel.name, outcome=outcome).inc()
