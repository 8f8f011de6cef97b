"""The fold of intake's log: the one place where state changes, and where races are settled: first on the log wins."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from intake.domain.amendments import RuleAmended, amended
from intake.domain.attachments import FileChange, change_files
from intake.domain.changes import EntryChange, change
from intake.domain.entries import Entry, FiledEntry
from intake.domain.equal_texts import stand
from intake.domain.events import (
    AccountCreated,
    CampaignCreated,
    CitizenKnown,
    ContactErased,
    ContactUnsealed,
    DeadlineMoved,
    EntriesSubmitted,
    EntryEdited,
    EntryRestored,
    EntryWithdrawn,
    FileAttached,
    FileRemoved,
    LateCodeIssued,
    LogEvent,
)
from intake.domain.late_codes import LateCode, late_refusal
from intake.domain.letters import Letter
from intake.domain.pack_faults import PackError
from intake.domain.reminding import name_informant, remind
from intake.domain.state import Campaign, State
from intake.domain.trail import act_of
from intake.domain.unit_events import InformantNamed, UnitsReminded

Answer = Literal["new", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Filing:
    """What the fold says of one entry of a batch."""

    entry: Entry
    accepted: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the log says of a record. `filings` are in the order of the batch; `refused` batches have none.

    `changed` are the entries that the public is told of anew, the one that the event is about first.
    """

    answer: Answer
    event: LogEvent
    filings: tuple[Filing, ...] = ()
    code: str = ""
    revision: int = 0
    changed: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()


def apply(state: State, event: LogEvent) -> Verdict:
    """Folds one event. Deterministic: the same log gives the same state and the same verdicts, always."""
    verdict = _FOLDS[type(event)](state, event)
    if verdict.answer == "new" and getattr(event, "actor", None) in state.accounts:
        state.trail.append(act_of(event))
    return verdict


def _campaign_created(state: State, event: CampaignCreated) -> Verdict:
    known = state.campaigns.get(event.campaign_id)
    if known is None:
        state.campaigns[event.campaign_id] = Campaign(event.campaign_id, event.rules, event.request, event.at)
        return Verdict("new", event, revision=1)
    if known.request == event.request:
        return Verdict("unchanged", event, revision=known.revision)
    return Verdict("refused", event, code="campaign-exists")


def _deadline_moved(state: State, event: DeadlineMoved) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None or event.submissions_close_at <= campaign.rules.submissions_open_at:
        return Verdict("refused", event, code="deadline-before-opening" if campaign else "campaign-unknown")
    if campaign.rules.submissions_close_at == event.submissions_close_at:
        return Verdict("unchanged", event, revision=campaign.revision)
    rules = replace(campaign.rules, submissions_close_at=event.submissions_close_at)
    campaign.amend(rules, "submissions_close_at", event.reason, event.at)
    return Verdict("new", event, revision=campaign.revision)


def _rule_amended(state: State, event: RuleAmended) -> Verdict:
    """Whoever did not see the revision that stands is told, so that no change is overwritten unseen."""
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None:
        return Verdict("refused", event, code="campaign-unknown")
    if event.revision != campaign.revision:
        return Verdict("refused", event, code="rules-changed-meanwhile")
    try:
        rules = amended(campaign.rules, event.path, event.value)
    except PackError:
        return Verdict("refused", event, code="rule-invalid")
    if rules == campaign.rules:
        return Verdict("unchanged", event, revision=campaign.revision)
    campaign.amend(rules, event.path, event.reason, event.at)
    return Verdict("new", event, revision=campaign.revision)


def _account_created(state: State, event: AccountCreated) -> Verdict:
    if event.account.username in state.accounts:
        return Verdict("unchanged", event)
    state.accounts[event.account.username] = event.account
    return Verdict("new", event)


def _citizen_known(state: State, event: CitizenKnown) -> Verdict:
    state.citizens[event.author_ref] = event.sealed
    state.known_since[event.author_ref] = event.at
    state.erased.discard(event.author_ref)
    return Verdict("new", event)


def _entries_submitted(state: State, event: EntriesSubmitted) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None:
        return Verdict("refused", event, code="campaign-unknown")
    late = [filed for filed in event.entries if not _in_time(campaign, filed)]
    code = _let_in(campaign, event, late) if late else ""
    if code:
        return Verdict("refused", event, code=code)
    return Verdict("new", event, filings=tuple(_file(state, campaign, filed) for filed in event.entries))


def _let_in(campaign: Campaign, event: EntriesSubmitted, late: list[FiledEntry]) -> str:
    """Uses up a code for one entry that came after the end; why not, otherwise."""
    if not event.late_code or len(late) > 1 or late[0].received_at < campaign.rules.submissions_open_at:
        return "submissions-closed"
    code = campaign.late_codes.get(event.late_code)
    refusal = late_refusal(code, late[0], event.at)
    if code is not None and not refusal:
        campaign.late_codes[event.late_code] = replace(code, used_by=late[0].entry_id)
    return refusal


def _late_code_issued(state: State, event: LateCodeIssued) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None:
        return Verdict("refused", event, code="campaign-unknown")
    if event.digest in campaign.late_codes:
        return Verdict("unchanged", event)
    campaign.late_codes[event.digest] = LateCode(event.digest, event.unit_id, event.expires_at, event.at, event.actor)
    return Verdict("new", event)


def _in_time(campaign: Campaign, filed: FiledEntry) -> bool:
    """An entry that is already in may be repeated after the end: whoever lost the answer gets it."""
    return campaign.named(filed.entry_id) is not None or campaign.rules.accepts_at(filed.received_at)


def _file(state: State, campaign: Campaign, filed: FiledEntry) -> Filing:
    known = campaign.named(filed.entry_id)
    if known is not None:
        return Filing(known, accepted=False)
    entry = stand(campaign, Entry(filed, len(campaign.entries) + 1, None))
    campaign.entries[filed.entry_id] = entry
    if filed.unit_id is not None:
        campaign.by_unit.setdefault(filed.unit_id, []).append(filed.entry_id)
    state.by_author.setdefault(filed.author_ref, []).append((campaign.campaign_id, filed.entry_id))
    state.receipts[filed.receipt_no] = (campaign.campaign_id, filed.entry_id)
    state.last_contact[(campaign.campaign_id, filed.author_ref)] = filed.sealed_contact
    return Filing(entry, accepted=True)


def _entry_changed(state: State, event: EntryChange) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None:
        return Verdict("refused", event, code="campaign-unknown")
    done = change(campaign, event)
    if done.code:
        return Verdict("refused", event, code=done.code)
    filed = done.entries[0].filed
    state.last_contact[(event.campaign_id, filed.author_ref)] = filed.sealed_contact
    return Verdict("new", event, changed=done.entries)


def _informant_named(state: State, event: InformantNamed) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    code = name_informant(campaign, event) if campaign else "campaign-unknown"
    if code:
        return Verdict("refused", event, code=code)
    state.erased.discard(event.informant_ref)
    return Verdict("new", event)


def _units_reminded(state: State, event: UnitsReminded) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    if campaign is None:
        return Verdict("refused", event, code="campaign-unknown")
    done = remind(campaign, event)
    return Verdict("refused" if done.code else "new", event, code=done.code, letters=done.letters)


def _files_changed(state: State, event: FileChange) -> Verdict:
    campaign = state.campaigns.get(event.campaign_id)
    code = change_files(campaign, event) if campaign else "campaign-unknown"
    if code == "unchanged":
        return Verdict("unchanged", event)
    return Verdict("refused", event, code=code) if code else Verdict("new", event)


def _contact_unsealed(state: State, event: ContactUnsealed) -> Verdict:
    state.unsealed += 1
    return Verdict("new", event)


def _contact_erased(state: State, event: ContactErased) -> Verdict:
    if event.author_ref in state.erased:
        return Verdict("unchanged", event)
    state.erased.add(event.author_ref)
    state.citizens.pop(event.author_ref, None)
    return Verdict("new", event)


_FOLDS: dict[type[Any], Callable[[State, Any], Verdict]] = {
    CampaignCreated: _campaign_created,
    DeadlineMoved: _deadline_moved,
    RuleAmended: _rule_amended,
    AccountCreated: _account_created,
    CitizenKnown: _citizen_known,
    EntriesSubmitted: _entries_submitted,
    LateCodeIssued: _late_code_issued,
    EntryEdited: _entry_changed,
    EntryWithdrawn: _entry_changed,
    EntryRestored: _entry_changed,
    FileAttached: _files_changed,
    FileRemoved: _files_changed,
    ContactUnsealed: _contact_unsealed,
    ContactErased: _contact_erased,
    InformantNamed: _informant_named,
    UnitsReminded: _units_reminded,
}
