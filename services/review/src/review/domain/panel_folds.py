"""专家论证 on the log: panels are named, judges score, and the best so many are cut by exact figures.

A cut needs every ballot full, and an entry that somebody scored; repeating one changes nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from review.domain.assignment import Draw
from review.domain.conflicts import Post, computed_conflicts
from review.domain.cuts import Candidate, Cut, cut
from review.domain.fold import CAMPAIGN_UNKNOWN, UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.panel import Panel, Round, Seating
from review.domain.panel_events import (
    FinalistsCut,
    JudgePresented,
    JudgesReminded,
    NomineesCut,
    PanelSeated,
    ScoresGiven,
)
from review.domain.panel_means import panel_means
from review.domain.releases import release
from review.domain.scores import Mean
from review.domain.selection import CutList, Nomination
from review.domain.signed_lists import figure_line, mark_lines
from review.domain.state import Campaign


@folds(PanelSeated)
def seat_panel(campaign: Campaign, event: PanelSeated) -> Verdict:
    """The panel can change until the cut; afterwards it is what the cut was made by."""
    code = _no_seats(campaign, event)
    if code:
        return Refused(code)
    panel, each = campaign.selection.panel_of(event.round), campaign.rules.selection.panel.judges_each
    seating = Seating(event.judges, event.conflicts, Draw(each, event.seed) if each else None, event.due_at)
    if campaign.selection.is_cut(event.round):
        return UNCHANGED if panel.seated_alike(seating) else Refused(f"{event.round}s-already-cut")
    entries = campaign.field_of(event.round)
    return Accepted(panel.seat(seating, entries, _computed(campaign, event.judges, entries)))


@folds(JudgePresented)
def present_judge(campaign: Campaign, event: JudgePresented) -> Verdict:
    """What the account says of a judge; conflicts that follow from it hold at once, for every round not yet cut."""
    post = Post(event.unit_id, event.author_ref)
    if campaign.posts.get(event.judge, Post()) == post:
        return UNCHANGED
    campaign.posts[event.judge] = post
    for round_ in ("finalist", "nominee"):
        panel = campaign.selection.panel_of(round_)
        if event.judge in panel.judges and not campaign.selection.is_cut(round_):
            entries = campaign.field_of(round_)
            panel.computed = _computed(campaign, panel.judges, entries)
            panel.arrange(entries)
    return Accepted()


@folds(ScoresGiven)
def give_scores(campaign: Campaign, event: ScoresGiven) -> Verdict:
    """A ballot is taken whole or not at all, until the cut."""
    panel = campaign.selection.panel_of(event.round)
    if not panel.judges:
        return Refused("panel-not-seated")
    code = panel.refusal(event.judge, event.sheets, campaign.field_of(event.round))
    if code:
        return Refused(code)
    if campaign.selection.is_cut(event.round):
        own = panel.ballot_of(event.judge)
        repeated = all(own.get(sheet.entry_id) == sheet.verdict for sheet in event.sheets)
        return UNCHANGED if repeated else Refused(f"{event.round}s-already-cut")
    return Accepted(panel.take(event.judge, event.sheets) > 0)


@folds(JudgesReminded)
def remind_judges(campaign: Campaign, event: JudgesReminded) -> Verdict:
    """Those whose ballots are not full see on their page when they were reminded."""
    panel = campaign.selection.panel_of(event.round)
    missing = panel.missing(campaign.field_of(event.round))
    if not missing or campaign.selection.is_cut(event.round):
        return Refused("nobody-to-remind")
    panel.reminded |= dict.fromkeys(missing, event.at)
    return Accepted(taken=tuple(missing))


@folds(FinalistsCut)
def cut_finalists(campaign: Campaign, _event: FinalistsCut) -> Verdict:
    """入围 by the panel's scores, where the pack says so; pending until released."""
    if not campaign.known:
        return CAMPAIGN_UNKNOWN
    if campaign.rules.selection.finalists_by != "panel":
        return Refused("finalists-by-office")
    if campaign.finalists:
        return UNCHANGED
    made = _cut(campaign, "finalist", campaign.rules.finalists)
    if isinstance(made, Refused):
        return made
    campaign.selection.finalist_cut = made
    campaign.finalists = tuple(one.entry_id for one in made.chosen)
    return Accepted(taken=campaign.finalists)


@folds(NomineesCut)
def cut_nominees(campaign: Campaign, event: NomineesCut) -> Verdict:
    """提名 by the panel's scores; pending until released."""
    selection = campaign.selection
    if selection.nominees:
        return UNCHANGED
    made = _cut(campaign, "nominee", campaign.rules.selection.nominees)
    if isinstance(made, Refused):
        return made
    selection.nominees, selection.nominees_tied = made.chosen, made.tied
    selection.nominee_alternates, selection.nominee_figures = made.alternates, made.figures
    if not event.pending:
        release(campaign, "nominee", event.actor, event.at)
    return Accepted(taken=selection.nominee_ids)


def _no_seats(campaign: Campaign, event: PanelSeated) -> str | None:
    if not campaign.known:
        return "campaign-unknown"
    if not campaign.field_of(event.round):
        return "finalists-not-chosen" if event.round == "nominee" else "nothing-discussed"
    if event.round == "finalist" and campaign.rules.selection.finalists_by != "panel":
        return "finalists-by-office"
    return _too_few(event.judges, campaign.rules.selection.panel.judges_each or 1)


def _too_few(judges: Sequence[str], needed: int) -> str | None:
    if not judges:
        return "panel-empty"
    return "panel-too-small" if len(set(judges)) < needed else None


def _computed(campaign: Campaign, judges: Sequence[str], entries: Sequence[str]) -> frozenset[tuple[str, str]]:
    posts = {judge: campaign.posts[judge] for judge in judges if judge in campaign.posts}
    return computed_conflicts(posts, (campaign.entries[entry_id] for entry_id in entries))


def _cut(campaign: Campaign, round_: Round, size: int) -> CutList | Refused:
    panel, entries = campaign.selection.panel_of(round_), campaign.field_of(round_)
    rules = campaign.rules.selection
    ballots = panel.marks()
    means = panel_means(ballots, entries, rules.weights, rules.panel)
    code = _not_ready(panel, entries, means, size)
    if code:
        return Refused(code)
    received = {entry: campaign.entries[entry].submitted_at for entry in entries}
    made = cut((Candidate(entry, means[entry].keys, received[entry]) for entry in entries), size)
    listed = _listed(made, means, rules.alternates)
    return replace(listed, figures=(*listed.figures, *mark_lines(ballots)))


def _not_ready(panel: Panel, entries: Sequence[str], means: dict[str, Mean], size: int) -> str | None:
    if not panel.judges:
        return "panel-not-seated"
    if len(entries) < size:
        return "too-few-finalists"
    if panel.missing(entries):
        return "ballots-incomplete"
    return None if len(means) == len(entries) else "entry-without-score"


def _listed(made: Cut, means: dict[str, Mean], alternates: int) -> CutList:
    ranked = (*made.chosen, *made.others[:alternates])
    lines = [
        Nomination(one.entry_id, rank, means[one.entry_id], one.submitted_at) for rank, one in enumerate(ranked, 1)
    ]
    size = len(made.chosen)
    figures = tuple(figure_line(one.entry_id, one.score) for one in (*made.chosen, *made.others))
    return CutList(tuple(lines[:size]), tuple(lines[size:]), made.tied_at_cut, figures)
