"""The steps from fifty to one. Each is taken in its order or refused with a code; repeating one changes nothing."""

from collections.abc import Sequence

from review.domain.composite import Line, Nominee, compose
from review.domain.contest_terms import Terms, changed, contest_id_of
from review.domain.selection import Ground, Result, Selection, Version
from review.domain.selection_events import (
    ContestCalled,
    ContestCertified,
    ContestChanged,
    ExcellentCut,
    TextRefined,
)
from review.domain.signed_lists import Release, list_digest
from review.domain.step import NEW, UNCHANGED, Step
from review.domain.step import refused as _refused


def refine_text(selection: Selection, ground: Ground, event: TextRefined) -> Step:
    """A new version of a nominee's text. What people are voting on does not change under their hands."""
    if event.entry_id not in selection.nominee_ids:
        return _refused("not-a-nominee" if selection.nominees else "nominees-not-cut")
    work = ground.work(event.entry_id)
    now = selection.text_of(work)
    explanation = now.explanation if event.explanation is None else event.explanation
    if (event.text, explanation) == (now.phrase, now.explanation):
        return UNCHANGED
    if selection.contest is not None and selection.result is None:
        return _refused("contest-running")
    if selection.prizes:
        return _refused("awards-released")
    first = Version(work.phrase, work.explanation, "", work.submitted_at)
    selection.versions.setdefault(event.entry_id, [first]).append(
        Version(event.text, explanation, event.actor, event.at)
    )
    return NEW


def call_contest(selection: Selection, ground: Ground, event: ContestCalled) -> Step:
    """One vote a campaign, on the nominees in the order of the cut with their texts of this moment."""
    if "nominee" not in selection.released:
        return _refused("nominees-not-released" if selection.nominees else "nominees-not-cut")
    terms = _called(selection, ground, event)
    if selection.called is not None:
        return UNCHANGED if selection.called.opened_alike(terms) else _refused("contest-already-open")
    code = terms.refusal() or ("closes-in-the-past" if event.closes_at <= event.at else None)
    if code:
        return _refused(code)
    selection.called = selection.contest = terms
    return NEW


def _called(selection: Selection, ground: Ground, event: ContestCalled) -> Terms:
    return Terms(
        contest_id=contest_id_of(event.campaign_id),
        title=event.title,
        opens_at=event.opens_at,
        closes_at=event.closes_at,
        rules=ground.rules.voting,
        choices=tuple(selection.text_of(ground.work(entry)) for entry in selection.nominee_ids),
        weighing=ground.rules.weighing,
    )


def change_contest(selection: Selection, ground: Ground, event: ContestChanged) -> Step:
    """Another end, another embargo, or a candidate less: a new revision."""
    if selection.contest is None:
        return _refused("contest-not-open")
    terms = changed(selection.contest, event.change, event.at)
    if isinstance(terms, str):
        return _refused(terms)
    if selection.result is not None and terms.closes_at != selection.contest.closes_at:
        return _refused("contest-ended")
    if terms == selection.contest:
        return UNCHANGED
    code = _must_stay(selection, ground, terms) if terms.gone != selection.contest.gone else None
    if code:
        return _refused(code)
    selection.contest = terms
    return NEW


def _must_stay(selection: Selection, ground: Ground, terms: Terms) -> str | None:
    """Why no candidate can be withdrawn now: the result stands, or too few would be left for the excellent works."""
    if selection.result is not None:
        return "contest-certified"
    return "too-few-left" if len(terms.choices) - len(terms.gone) < ground.rules.excellent else None


def certify_contest(selection: Selection, _ground: Ground, event: ContestCertified) -> Step:
    """The certified result, once; with it the composite is known."""
    if selection.contest is None or selection.contest.contest_id != event.contest_id:
        return _refused("contest-unknown")
    if selection.result is not None:
        return UNCHANGED
    votes = {tally.entry_id: tally.votes for tally in event.tallies}
    selection.result = Result(event.counted, event.refused, votes, event.closed_at)
    selection.composite = tuple(compose(in_the_running(selection), selection.contest.weighing))
    return NEW


def in_the_running(selection: Selection) -> list[Nominee]:
    """What the composite is made of: the nominees that were not withdrawn, with marks and certified votes."""
    votes = selection.result.votes if selection.result else {}
    return [
        Nominee(one.entry_id, one.mean.total, one.mean.political, votes.get(one.entry_id, 0), one.submitted_at)
        for one in selection.nominees
        if one.entry_id not in selection.gone
    ]


def cut_excellent(selection: Selection, ground: Ground, event: ExcellentCut) -> Step:
    """The first ten of the composite; pending until released."""
    if selection.excellent:
        return UNCHANGED
    if selection.result is None:
        return _refused("contest-not-certified" if selection.nominees else "nominees-not-cut")
    lines = selection.composite
    size = ground.rules.excellent
    if len(lines) < size:
        return _refused("too-few-nominees")
    selection.excellent = tuple(line.entry_id for line in lines[:size])
    selection.excellent_tied = _tied_at(size, lines)
    if not event.pending:
        digest = list_digest(ground.campaign_id, "excellent", selection.excellent, selection.excellent_figures)
        selection.released["excellent"] = Release(event.at, event.actor, digest)
    return NEW


def _tied_at(size: int, lines: Sequence[Line]) -> tuple[str, ...]:
    """Who shares the figure that the cut went through; nobody when the next one is lower."""
    edge = lines[size - 1].composite
    if len(lines) == size or lines[size].composite != edge:
        return ()
    return tuple(line.entry_id for line in lines if line.composite == edge)
