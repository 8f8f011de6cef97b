"""Certificates as files: making them out, taking them back, sealing them, and telling ours from changed ones."""

import asyncio
import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from plumbing.clock import Clock

from notify import metrics
from notify.domain.certificates import Certificate
from notify.domain.ledger import Ledger
from notify.domain.paper_events import CertificateRevoked, PapersMade, SealKept
from notify.domain.register import PaperOutcome, judged
from notify.handlers.certificates import asked, campaign_of
from notify.handlers.ports import Contacts, Journal, NotEver, Paper, Typesetting

AT_ONCE = 8
"""Contacts opened at intake together."""
_NUMBER = re.compile(rb"[A-Z0-9]{2,3}-[WENF]-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file is. `certificate` is the one whose number it was made for, bears, or was shown under."""

    outcome: PaperOutcome
    digest: str
    certificate: Certificate | None


class Papers:
    """Makes certificates and remembers the SHA-256 of every file that it hands out, so that a changed one is told."""

    def __init__(
        self, ledger: Ledger, contacts: Contacts, typesetting: Typesetting, journal: Journal, clock: Clock
    ) -> None:
        self._ledger = ledger
        self._contacts = contacts
        self._typesetting = typesetting
        self._journal = journal
        self._clock = clock
        self._openings = asyncio.Semaphore(AT_ONCE)

    async def make(self, certificates: Sequence[Certificate]) -> dict[str, bytes | None]:
        """The files by number, None where the author's contact was erased. All of one campaign. NotNow while intake or
        the log does not answer: a file whose SHA-256 is not on the log is not handed out.
        """
        made = dict(await asyncio.gather(*(self._one(certificate) for certificate in certificates)))
        digests = {number: sha256(pdf) for number, pdf in made.items() if pdf is not None}
        new = {number: digest for number, digest in digests.items() if digest not in self._ledger.register.papers}
        if new:
            await self._journal.record(PapersMade(certificates[0].campaign_id, new, self._clock.now()))
        return made

    async def revoke(self, certificate: Certificate, reason: str, actor: str, *, reissue: bool) -> str | None:
        """Takes a certificate back, and issues the award anew where asked. The code of the refusal, or None."""
        event = CertificateRevoked(
            certificate.number, certificate.campaign_id, reason, reissue, actor, self._clock.now()
        )  # fmt: skip
        verdict = await self._journal.record(event)
        if verdict is None:
            metrics.CERTIFICATES_REVOKED.labels(reissued="yes" if reissue else "no").inc()
        return verdict

    async def keep_seal(self, campaign_id: str, png: bytes, actor: str) -> bool:
        """Sets the seal of a campaign, or takes it away (empty); False for what is no picture that can be set."""
        if png and not await asyncio.to_thread(self._typesetting.fits, png):
            return False
        await self._journal.record(SealKept(campaign_id, b64encode(png).decode(), actor, self._clock.now()))
        return True

    def examine(self, pdf: bytes, claimed: str = "") -> Examined:
        """Whether a file is one of ours. It is read here and kept nowhere."""
        borne = _NUMBER.search(pdf)
        number = borne.group().decode() if borne and not claimed else claimed
        return self.examine_digest(sha256(pdf), number)

    def examine_digest(self, digest: str, claimed: str = "") -> Examined:
        """The same by the SHA-256 alone."""
        outcome, certificate = judged(self._ledger.register, digest, claimed)
        metrics.PAPER_CHECKS.labels(outcome=outcome).inc()
        return Examined(outcome, digest, certificate)

    async def _one(self, certificate: Certificate) -> tuple[str, bytes | None]:
        campaign = campaign_of(self._ledger, certificate)
        try:
            async with self._openings:
                contact = await self._contacts.unseal(asked(certificate, "certificate"))
        except NotEver:
            return certificate.number, None
        paper = Paper(certificate, campaign, contact.names, self._ledger.register.seal_of(certificate.campaign_id))
        rendered = await asyncio.to_thread(self._typesetting.pdf, paper)
        metrics.CERTIFICATES_RENDERED.inc()
        return certificate.number, rendered


def sha256(content: bytes) -> str:
    """In hexadecimal, as every tool prints it."""
    return hashlib.sha256(content).hexdigest()
