"""What every use case of intake works with."""

from dataclasses import dataclass

from plumbing.clock import Clock
from plumbing.identifiers import keyed_ref
from plumbing.problems import Problem
from plumbing.tokens import SessionSigner

from intake.domain.phones import normal_phone
from intake.domain.state import Campaign, State
from intake.handlers.ports import (
    Carrier,
    Codes,
    Drafts,
    Files,
    Inspector,
    Log,
    MailBox,
    Packs,
    Passwords,
    SheetFiles,
    Vault,
)


@dataclass(frozen=True, slots=True)
class Posture:
    """What the settings decide: the pepper of pseudonyms, and the demo's code (None in production)."""

    phone_pepper: bytes
    demo_code: str | None

    @property
    def demo(self) -> bool:
        """Whether the demo's phones and code are let in."""
        return self.demo_code is not None


@dataclass(frozen=True, slots=True)
class Desk:
    """The state that the fold fills, the log that changes it, and the ports."""

    state: State
    log: Log
    clock: Clock
    vault: Vault
    passwords: Passwords
    codes: Codes
    carrier: Carrier
    packs: Packs
    sheets: SheetFiles
    inspector: Inspector
    files: Files
    mail: MailBox
    drafts: Drafts
    signer: SessionSigner
    posture: Posture

    def campaign(self, campaign_id: str) -> Campaign:
        """The campaign; Problem 404 `campaign-unknown`."""
        found = self.state.campaigns.get(campaign_id)
        if found is None:
            raise Problem("campaign-unknown", 404, "没有这项征集活动。", "There is no such campaign.")
        return found

    def phone(self, raw: str) -> str:
        """The phone as E.164; Problem 422 `phone-invalid`."""
        phone = normal_phone(raw, demo=self.posture.demo)
        if phone is None:
            raise Problem(
                "phone-invalid",
                422,
                "手机号码有误，请检查后重新输入。",
                "This is not a mobile number; please check it.",
            )
        return phone

    def author_ref(self, phone: str) -> str:
        """The pseudonym of a phone: what everything outside the door knows a person by."""
        return keyed_ref(self.posture.phone_pepper, "phone", phone)
