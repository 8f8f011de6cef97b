"""Registers the steps of the selection with the fold."""

from collections.abc import Callable
from typing import Any

from review.domain import (
    decision_events,
    decision_steps,
    objection_events,
    objection_steps,
    payment_events,
    payment_steps,
)
from review.domain import selection_events as events
from review.domain import selection_steps as steps
from review.domain.fold import CAMPAIGN_UNKNOWN, UNCHANGED, Accepted, Refused, Verdict, folds
from review.domain.selection import Ground, Selection
from review.domain.state import Campaign
from review.domain.step import Step

StepFold = Callable[[Selection, Ground, Any], Step]
STEPS: dict[type, StepFold] = {
    events.TextRefined: steps.refine_text,
    events.ContestCalled: steps.call_contest,
    events.ContestChanged: steps.change_contest,
    events.ContestCertified: steps.certify_contest,
    events.ExcellentCut: steps.cut_excellent,
    events.WinnerDecided: decision_steps.decide_winner,
    decision_events.DecisionCountersigned: decision_steps.countersign,
    decision_events.DecisionSentBack: decision_steps.send_back,
    decision_events.AnnouncementSet: decision_steps.set_announcement,
    decision_events.WinnerAnnounced: decision_steps.announce_winner,
    objection_events.ObjectionLodged: objection_steps.lodge_objection,
    objection_events.ObjectionAnswered: objection_steps.answer_objection,
    objection_events.EntryWithdrawn: objection_steps.withdraw_entry,
    events.AwardsReleased: decision_steps.release_awards,
    payment_events.PaymentsApproved: payment_steps.approve_payments,
    payment_events.PaymentMade: payment_steps.make_payment,
    payment_events.PaymentReturned: payment_steps.return_payment,
}


def _fold_of(step: StepFold) -> Callable[[Campaign, Any], Verdict]:
    def fold(campaign: Campaign, event: Any) -> Verdict:
        if not campaign.known:
            return CAMPAIGN_UNKNOWN
        return _verdict(step(campaign.selection, campaign.ground, event))

    return fold


def _verdict(step: Step) -> Verdict:
    if step.answer == "refused":
        return Refused(step.code)
    return Accepted() if step.answer == "new" else UNCHANGED


for _event, _step in STEPS.items():
    folds(_event)(_fold_of(_step))
