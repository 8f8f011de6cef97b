"""筛选: the screeners let entries pass or reject them with a reason.

A repeat of an earlier text cannot pass: the earliest received stands for all. The first decision holds. Until an entry
is published, a later one may correct it, and both are kept; whoever says what he saw standing is refused when somebody
else decided meanwhile. A decision can be taken back until then too. Once published, an entry's decision is final.
"""

from review.domain.entry import Entry, Screening
from review.domain.events import CampaignLearned, EntriesScreened, ScreeningLine, ScreeningUndone
from review.domain.fold import UNCHANGED, Accepted, Refusal, Verdict, folds
from review.domain.state import Campaign
from review.domain.two_person import propose, take_back_proposal


@folds(CampaignLearned, opens=True)
def learn_campaign(campaign: Campaign, event: CampaignLearned) -> Verdict:
    """The highest revision holds."""
    if event.rules.revision <= campaign.rules.revision:
        return UNCHANGED
    campaign.rules = event.rules
    return Accepted()


@folds(EntriesScreened)
def screen(campaign: Campaign, event: EntriesScreened) -> Verdict:
    """Each line is taken or refused by itself; a line that repeats what holds is taken and changes nothing."""
    results = [(line.entry_id, _take(campaign, line, event)) for line in event.lines]
    return _verdict(results)


@folds(ScreeningUndone)
def undo(campaign: Campaign, event: ScreeningUndone) -> Verdict:
    """Takes decisions back until an entry is published. Of open proposals one's own; an organiser all of them."""
    results = [(entry_id, _undo(campaign.entries.get(entry_id), event)) for entry_id in dict.fromkeys(event.entry_ids)]
    return _verdict(results)


def _verdict(results: list[tuple[str, str | bool]]) -> Verdict:
    """Of each line its code when it was refused, else whether it changed something."""
    return Accepted(
        any(result is True for _, result in results),
        tuple(name for name, result in results if isinstance(result, bool)),
        tuple(Refusal(name, result) for name, result in results if isinstance(result, str)),
    )


def _take(campaign: Campaign, line: ScreeningLine, event: EntriesScreened) -> str | bool:
    entry = campaign.entries.get(line.entry_id)
    code = "entry-unknown" if entry is None else _refusal(entry, line)
    if entry is None or code is not None:
        return code or "entry-unknown"
    made = Screening(line.decision, line.reason.strip(), event.actor, event.at, entry.subject, line.reasons)
    if not campaign.rules.two_person:
        return _decide(entry, made)
    return propose(entry, made, settles=event.settles)


def _decide(entry: Entry, made: Screening) -> bool:
    if _repeats(entry, made):
        return False
    entry.screenings.append(made)
    entry.proposals.clear()
    return True


def _undo(entry: Entry | None, event: ScreeningUndone) -> str | bool:
    if entry is None:
        return "entry-unknown"
    if entry.discussed or entry.finalist:
        return "already-published"
    if entry.proposed:
        return take_back_proposal(entry, event.actor, settles=event.settles)
    if entry.screening is None:
        return False
    entry.subject += 1
    return True


def _refusal(entry: Entry, line: ScreeningLine) -> str | None:
    if entry.status == "withdrawn":
        return "entry-withdrawn-by-author"
    if line.decision == "reject" and not (line.reason.strip() or line.reasons):
        return "reason-required"
    if line.decision == "pass" and entry.duplicate_of is not None:
        return "duplicate-entry"
    return None if line.decision == entry.standing else _fixed(entry, line)


def _fixed(entry: Entry, line: ScreeningLine) -> str | None:
    """Why what stands cannot become something else."""
    if entry.discussed:
        return "already-published"
    overtaken = line.replaces is not None and line.replaces != entry.standing
    return "decided-meanwhile" if overtaken else None


def _repeats(entry: Entry, made: Screening) -> bool:
    """The same decision; its reason may be put better until the entry is published."""
    held = entry.screening
    if held is None or held.decision != made.decision:
        return False
    return entry.discussed or (held.reason, held.reasons) == (made.reason, made.reasons)
