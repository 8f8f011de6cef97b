"""Looking a certificate up."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from plumbing.clock import Clock

from notify.domain.certificates import Certificate
from notify.domain.facts import CampaignKnown
from notify.domain.ledger import Ledger
from notify.domain.masking import mask_name
from notify.handlers.ports import Contacts, NotEver, NotNow, Unsealing

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

    def __init__(self, ledger: Ledger, contacts: Contacts, clock: Clock) -> None:
        self._ledger = ledger
        self._contacts = contacts
        self._clock = clock
        self._masked: OrderedDict[str, tuple[datetime, str]] = OrderedDict()

    async def verify(self, number: str) -> Verified | None:
        """What the number vouches for; None when no certificate has it."""
        certificate = self._ledger.certificate(number)
        if certificate is None:
            return None
        campaign = campaign_of(self._ledger, certificate)
        return Verified(certificate, campaign.title, campaign.title_en, await self._masked_name(certificate))

    async def _masked_name(self, certificate: Certificate) -> str | None:
        now = self._clock.now()
        kept_at, masked = self._masked.get(certificate.number, (None, ""))
        if kept_at is not None and now - kept_at < KEPT_FOR:
            return masked
        try:
            contact = await self._contacts.unseal(asked(certificate, "certificate-check"))
        except NotNow:
            return None
        except NotEver:
            return ""
        masked = "、".join(mask_name(name) for name in (contact.name, *contact.co_authors))
        self._masked[certificate.number] = (now, masked)
        if len(self._masked) > KEPT_AT_MOST:
            self._masked.popitem(last=False)
        return masked


def asked(certificate: Certificate, purpose: str) -> Unsealing:
    """What intake is told; the entry is the reference, so that the co-authors are those of this entry."""
    return Unsealing(certificate.author_ref, certificate.campaign_id, purpose, certificate.entry_id)


def campaign_of(ledger: Ledger, certificate: Certificate) -> CampaignKnown:
    """The campaign of a certificate; NotNow while it is not known here."""
    known = ledger.campaigns.get(certificate.campaign_id)
    if known is None:
        raise NotNow("campaign-not-yet-known")
    return known
