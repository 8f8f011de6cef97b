"""筛选: the screeners let entries pass or reject them with a reason.

A repeat of an earlier text cannot pass: the earliest received stands for all. The first decision holds. Until an entry
is published, a later one may correct it, and both are kept; whoever says what he saw standing is refused when somebody
else decided meanwhile. Once published, an entry's decision is final.
"""

from review.domain.entry import Entry, Screening
from review.domain.events import CampaignLearned, EntriesScreened, ScreeningLine
from review.domain.fold import UNCHANGED, Accepted, Refusal, Verdict, folds
from review.domain.state import Campaign


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
    taken: list[str] = []
    refused: list[Refusal] = []
    changed = False
    for line in event.lines:
        entry = campaign.entries.get(line.entry_id)
        code = "entry-unknown" if entry is None else _refusal(entry, line)
        if entry is None or code is not None:
            refused.append(Refusal(line.entry_id, code or "entry-unknown"))
            continue
        taken.append(line.entry_id)
        if not _repeats(entry, line):
            entry.screenings.append(Screening(line.decision, line.reason.strip(), event.actor, event.at, entry.subject))
            changed = True
    return Accepted(changed, tuple(taken), tuple(refused))


def _refusal(entry: Entry, line: ScreeningLine) -> str | None:
    if entry.status == "withdrawn":
        return "entry-withdrawn-by-author"
    if line.decision == "reject" and not line.reason.strip():
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


def _repeats(entry: Entry, line: ScreeningLine) -> bool:
    """The same decision; its reason may be put better until the entry is published."""
    held = entry.screening
    if held is None or held.decision != line.decision:
        return False
    return entry.discussed or held.reason == line.reason.strip()
