"""Puts voting together: which adapter stands behind which port."""

from datetime import timedelta

from contracts.topics import VOTE_PARTITIONS
from plumbing.clock import Clock, SystemClock
from plumbing.event_log import Follower
from plumbing.limits import CallerKeys, CallerWindows, RateLimiter
from plumbing.tokens import SessionVerifier
from pydantic import SecretStr

from voting.adapters.gallery import ValkeyGallery
from voting.adapters.mint_limits import MintLimits
from voting.adapters.sheet_log import KafkaSheetLog
from voting.handlers.accept import Acceptor
from voting.handlers.board import Board
from voting.handlers.ledger import TOPICS_FOLDED, Ledger
from voting.handlers.sheet_desk import SheetDesk
from voting.handlers.signing import ReceiptSigner
from voting.handlers.voter_tokens import VoterTokens
from voting.handlers.witness import Witness
from voting.metrics import accepted, disagreed, watch_desk, watch_pictures
from voting.settings import VotingSettings


class HttpParts:
    """What the routes work with; lives on `app.state.parts`."""

    def __init__(self, settings: VotingSettings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        self.ledger = Ledger(VOTE_PARTITIONS)
        self.follower: Follower[None] = Follower(settings, TOPICS_FOLDED, self.ledger.fold, "voting-http")
        self.log = KafkaSheetLog(settings)
        self.signer = ReceiptSigner(secret(settings.receipt_seed))
        self.tokens = VoterTokens(secret(settings.voter_pepper))
        self.verifier = SessionVerifier(secret(settings.session_public_key))
        self.desk = SheetDesk(self.log, self.ledger, self.signer, self.clock, accepted)
        watch_desk(self.desk)
        self.acceptor = Acceptor(self.ledger, self.desk, self.clock)
        self.gallery = ValkeyGallery(settings, VOTE_PARTITIONS)
        self.mint_limits = _mint_limits(settings, self.gallery)
        delay = timedelta(seconds=settings.embargo_delay_seconds)
        self.board = Board(self.gallery, self.ledger, self.clock, delay, Witness(self.ledger.tallies, disagreed))
        watch_pictures(self.board, VOTE_PARTITIONS, self.clock)

    async def start(self) -> None:
        """Connects; returns when everything of this moment is folded."""
        await self.log.start()
        await self.follower.start()

    async def close(self) -> None:
        """Sends what is open, and lets go of every connection."""
        await self.desk.drain()
        await self.follower.close()
        await self.log.close()
        await self.gallery.close()


def _mint_limits(settings: VotingSettings, gallery: ValkeyGallery) -> MintLimits:
    keys = CallerKeys(secret(settings.voter_pepper).encode(), f"{settings.topic_prefix}voting:", settings.exempt)
    windows = CallerWindows(settings.tokens_by_address, settings.tokens_by_device)
    return MintLimits(RateLimiter(gallery.client), keys, windows)


def secret(value: SecretStr | None) -> str:
    """The text of a secret that the settings have made sure of."""
    if value is None:
        raise RuntimeError("a secret is missing that the settings should have asked for")
    return value.get_secret_value()
