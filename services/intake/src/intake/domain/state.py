"""What intake knows: a picture of its log, filled by the fold and by nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.accounts import Account
from intake.domain.amendments import RuleChange, amendable
from intake.domain.entries import AttachedFile, Entry
from intake.domain.late_codes import LateCode
from intake.domain.letters import Informant, Letter
from intake.domain.rules import Rules
from intake.domain.trail import Act


@dataclass(slots=True)
class Campaign:
    """A campaign and what came in. `by_text` names the entries of a normalised text that are not withdrawn, the one
    that stands first; `known_as` further identifiers that lead to an entry.
    """

    campaign_id: str
    rules: Rules
    request: str
    created_at: datetime
    revision: int = 1
    entries: dict[str, Entry] = field(default_factory=dict)
    by_text: dict[str, list[str]] = field(default_factory=dict)
    known_as: dict[str, str] = field(default_factory=dict)
    by_unit: dict[str, list[str]] = field(default_factory=dict)
    informants: dict[str, Informant] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    late_codes: dict[str, LateCode] = field(default_factory=dict)
    files: dict[str, dict[str, AttachedFile]] = field(default_factory=dict)
    """entry → its files by identifier, in the order in which they came."""
    changes: list[RuleChange] = field(default_factory=list)

    def named(self, entry_id: str) -> Entry | None:
        """The entry of this identifier, or of one that an edit gave it."""
        return self.entries.get(entry_id) or self.entries.get(self.known_as.get(entry_id, ""))

    def of_unit(self, unit_id: str) -> Sequence[Entry]:
        """What one unit sent, withdrawn entries too."""
        return tuple(self.entries[entry_id] for entry_id in self.by_unit.get(unit_id, ()))

    def sealed_informant(self, informant_ref: str) -> str | None:
        """The contact of an informant, sealed; the latest where he reports for several units."""
        found = [one for one in self.informants.values() if one.informant_ref == informant_ref]
        return max(found, key=lambda one: one.named_at).sealed if found else None

    def letters_to(self, unit_id: str) -> Sequence[Letter]:
        """The letters to a unit, the latest first."""
        return [letter for letter in reversed(self.letters) if letter.unit_id == unit_id]

    def amend(self, rules: Rules, path: str, reason: str, at: datetime) -> None:
        """A new revision of the rules, in which the rule at `path` is another."""
        was, now = amendable(self.rules)[path], amendable(rules)[path]
        self.rules = rules
        self.revision += 1
        self.changes.append(RuleChange(self.revision, at, path, was, now, reason))


@dataclass(slots=True)
class State:
    """Everything intake answers from."""

    campaigns: dict[str, Campaign] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    citizens: dict[str, str] = field(default_factory=dict)
    """author_ref → his phone, sealed."""
    known_since: dict[str, datetime] = field(default_factory=dict)
    """author_ref → when he last proved his phone to somebody who did not know it."""
    receipts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """receipt_no → campaign and entry."""
    last_contact: dict[tuple[str, str], str] = field(default_factory=dict)
    """campaign and author_ref → the contact of the author's latest entry there, sealed."""
    by_author: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """author_ref → campaign and entry of everything that he handed in, in the order of the log."""
    trail: list[Act] = field(default_factory=list)
    """What those with an account did, in the order of the log."""
    unsealed: int = 0
    erased: set[str] = field(default_factory=set)

    def entries_of(self, campaign_id: str) -> Sequence[Entry]:
        """The entries of a campaign in the order of the log; empty when there is no such campaign."""
        campaign = self.campaigns.get(campaign_id)
        return tuple(campaign.entries.values()) if campaign else ()

    def entries_of_unit(self, campaign_id: str, unit_id: str) -> Sequence[Entry]:
        """What one unit sent, withdrawn entries too."""
        campaign = self.campaigns.get(campaign_id)
        return campaign.of_unit(unit_id) if campaign else ()

    def entries_of_author(self, author_ref: str) -> Sequence[tuple[Campaign, Entry]]:
        """What one author handed in, in every campaign, withdrawn entries too."""
        found = (
            (self.campaigns[campaign_id], entry_id) for campaign_id, entry_id in self.by_author.get(author_ref, ())
        )
        return [(campaign, campaign.entries[entry_id]) for campaign, entry_id in found]

    def entry_by_receipt(self, receipt_no: str) -> tuple[Campaign, Entry] | None:
        """The entry that a receipt number stands for."""
        found = self.receipts.get(receipt_no)
        if found is None:
            return None
        campaign = self.campaigns[found[0]]
        return campaign, campaign.entries[found[1]]

    def sealed_contact(self, campaign_id: str, author_ref: str, reference: str = "") -> str | None:
        """What is sealed of somebody: of the entry that `reference` names, of his latest one there, his phone, or what
        the office wrote down of him as an informant.
        """
        campaign = self.campaigns.get(campaign_id)
        named = campaign.entries.get(reference) if campaign else None
        if named is not None and named.filed.author_ref == author_ref:
            return named.filed.sealed_contact
        known = self.last_contact.get((campaign_id, author_ref)) or self.citizens.get(author_ref)
        return known or (campaign.sealed_informant(author_ref) if campaign else None)
