"""The steps of the selection on the log: what is written is what is read."""

from decimal import Decimal

import pytest
from review.domain.contest_terms import Change
from review.domain.decision_events import AnnouncementSet, DecisionCountersigned, DecisionSentBack, WinnerAnnounced
from review.domain.fold import LogEvent
from review.domain.objection_events import EntryWithdrawn, ObjectionAnswered, ObjectionLodged
from review.domain.panel import Abstention, Conflict, Sheet
from review.domain.panel_events import (
    FinalistsCut,
    JudgePresented,
    JudgesReminded,
    ListReleased,
    ListWithheld,
    NomineesCut,
    PanelSeated,
    ScoresGiven,
)
from review.domain.payment_events import PaymentMade, PaymentReturned, PaymentsApproved
from review.domain.scores import Marks
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestCertified,
    ContestChanged,
    ExcellentCut,
    Tally,
    TextRefined,
    WinnerDecided,
)
from review.handlers.journal import decode, encode

from tests.unit.review.selection_play import CLOSES, NOON

MARKS = Sheet("e1", Marks(Decimal("88.10"), Decimal("0.05"), Decimal(100)))
EVENTS: list[LogEvent] = [
    PanelSeated("c1", ("chen",), (Conflict("chen", "e2"),), "office", NOON),
    ScoresGiven("c1", "chen", (MARKS, Sheet("e2", Abstention("本人作品"))), NOON),
    PanelSeated("c1", ("chen",), (), "office", NOON, "finalist", "seed", CLOSES),
    JudgePresented("c1", "chen", "haizhou", "a7", NOON),
    JudgesReminded("c1", "office", NOON, "finalist"),
    FinalistsCut("c1", "office", NOON),
    NomineesCut("c1", "office", NOON, pending=True),
    ListReleased("c1", "nominee", "0" * 32, "office", NOON),
    ListWithheld("c1", "nominee", "回避登记有误", "office", NOON),
    TextRefined("c1", "e1", "山海同歌", None, "office", NOON),
    ContestCalled("c1", "群众投票", NOON, CLOSES, "office", NOON),
    ContestChanged("c1", Change(CLOSES, "hidden"), "office", NOON),
    ContestCertified("c1", "c1-vote", 3, 1, (Tally("e1", 3),), CLOSES),
    ExcellentCut("c1", "office", NOON),
    WinnerDecided("c1", "e1", "确定为中选作品", "li", "leader", NOON),
    WinnerDecided("c1", "e1", "确定为中选作品", "li", "leader", NOON, CLOSES),
    DecisionCountersigned("c1", "e1", "zhou", "organiser", NOON),
    DecisionSentBack("c1", "e1", "再议", "zhou", "organiser", NOON),
    AnnouncementSet("c1", CLOSES, "office", NOON),
    WinnerAnnounced("c1", "clock", NOON),
    ObjectionLodged("c1", "o1", "e1", "likeness", "雷同", "ref", False, NOON),
    ObjectionAnswered("c1", 1, "upheld", "属实", "office", NOON),
    EntryWithdrawn("c1", "e1", "作者申请", "office", NOON),
    AwardsReleased("c1", "office", NOON),
    PaymentsApproved("c1", ("e1-1", "e2-1"), "office", NOON),
    PaymentMade("c1", "e1-1", "凭证001", "cashier", NOON),
    PaymentReturned("c1", "e1-1", "账号有误", "cashier", NOON),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event.what))
def test_every_step_is_read_as_it_was_written(event: LogEvent) -> None:
    assert decode(encode(event)) == event
