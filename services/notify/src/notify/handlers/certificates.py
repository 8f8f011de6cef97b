"""Looking a certificate up, and making it out."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from plumbing.clock import Clock

from notify import metrics
from notify.domain.certificates import Certificate
from notify.domain.facts import CampaignKnown
from notify.domain.ledger import Ledger
from notify.domain.masking import mask_name
from notify.handlers.ports import Contacts, NotEver, NotNow, Typesetting, Unsealing

KEPT_FOR = timedelta(minutes=10)
KEPT_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Verified:
    """What a stranger learns from a valid number. `awarded_to` is masked; None while intake does not answer."""

    certificate: Certificate
    campaign_title: str
    campaign_title_en: str
    awarded_to: str | None


class Registry:
    """Answers for certificates. Names come from intake when asked for and are never written down.

    A masked name stays in memory for ten minutes: the public page cannot make intake open the same contact
    more often than that, however often it is called.
    """

    def __init__(self, ledger: Ledger, contacts: Contacts, typesetting: Typesetting, clock: Clock) -> None:
        self._ledger = ledger
        self._contacts = contacts
        self._typesetting = typesetting
        self._clock = clock
        self._masked: OrderedDict[str, tuple[datetime, str]] = OrderedDict()

    async def verify(self, number: str) -> Verified | None:
        """What the number vouches for; None when no certificate has it."""
        certificate = self._ledger.certificate(number)
        if certificate is None:
            return None
        campaign = self._campaign(certificate)
        return Verified(certificate, campaign.title, campaign.title_en, await self._masked_name(certificate))

    async def pdf(self, number: str) -> bytes | None:
        """The certificate made out to its author; None when the number is unknown.

        NotNow while intake does not answer, NotEver when the author's contact was erased.
        """
        certificate = self._ledger.certificate(number)
        if certificate is None:
            return None
        contact = await self._contacts.unseal(_asked(certificate, "certificate"))
        campaign = self._campaign(certificate)
        rendered = await asyncio.to_thread(self._typesetting.pdf, certificate, campaign, contact.name)
        metrics.CERTIFICATES_RENDERED.inc()
        return rendered

    def _campaign(self, certificate: Certificate) -> CampaignKnown:
        known = self._ledger.campaigns.get(certificate.campaign_id)
        if known is None:
            raise NotNow("campaign-not-yet-known")
        return known

    async def _masked_name(self, certificate: Certificate) -> str | None:
        now = self._clock.now()
        kept_at, masked = self._masked.get(certificate.number, (None, ""))
        if kept_at is not None and now - kept_at < KEPT_FOR:
            return masked
        try:
            contact = await self._contacts.unseal(_asked(certificate, "certificate-check"))
        except NotNow:
            return None
        except NotEver:
            return ""
        masked = mask_name(contact.name)
        self._masked[certificate.number] = (now, masked)
        if len(self._masked) > KEPT_AT_MOST:
            self._masked.popitem(last=False)
        return masked


def _asked(certificate: Certificate, purpose: str) -> Unsealing:
    return Unsealing(certificate.author_ref, certificate.campaign_id, purpose, certificate.number)
