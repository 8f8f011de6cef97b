"""Puts review together: which adapter stands behind which port."""

from dataclasses import dataclass

from plumbing.clock import Clock, SystemClock
from plumbing.event_log import EventLog
from plumbing.tokens import SessionVerifier
from pydantic import SecretStr

from review.adapters.characters import FOLDING, reading
from review.adapters.journal import KafkaLog
from review.adapters.shipped import published_spirits, sample_words
from review.domain.fold import Verdict
from review.domain.state import State
from review.handlers.desk import Desk
from review.handlers.journal import LOG_TOPIC, fold_into
from review.handlers.marks import Marks, Tools
from review.handlers.opinions import Opinions
from review.settings import ReviewSettings


@dataclass(frozen=True, slots=True)
class HttpParts:
    """What the routes work with; lives on `app.state.parts`."""

    settings: ReviewSettings
    clock: Clock
    log: EventLog[Verdict]
    desk: Desk
    verifier: SessionVerifier
    marks: Marks
    opinions: Opinions

    async def start(self) -> None:
        """Follows the log; returns when everything of this moment is folded, and what a person should look at is
        marked.
        """
        await self.log.start()
        for campaign in self.desk.state.campaigns.values():
            self.marks.look(campaign)

    async def close(self) -> None:
        """Lets go of every connection."""
        await self.log.close()


def http_parts(settings: ReviewSettings, clock: Clock | None = None) -> HttpParts:
    """The HTTP process: the log, its fold, and the desk over both."""
    clock = clock or SystemClock()
    state = State()
    log: EventLog[Verdict] = EventLog(settings, LOG_TOPIC, fold_into(state), "review-http")
    return HttpParts(
        settings=settings,
        clock=clock,
        log=log,
        desk=Desk(KafkaLog(log), state, clock),
        verifier=SessionVerifier(secret(settings.session_public_key)),
        marks=Marks(Tools(FOLDING, reading, published_spirits(), sample_words())),
        opinions=Opinions(),
    )


def secret(value: SecretStr | None) -> str:
    """The text of a secret that the settings have made sure of."""
    if value is None:
        raise RuntimeError("a secret is missing that the settings should have asked for")
    return value.get_secret_value()
