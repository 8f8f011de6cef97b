"""Facts of a small, fictitious campaign."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from notify.domain.bulletin_events import BulletinCorrected, BulletinIssued, BulletinWithdrawn
from notify.domain.bulletins import BulletinKind, Words, setting_of
from notify.domain.facts import (
    CampaignKnown,
    EntryListed,
    EntryReceived,
    PrizeGiven,
    Tier,
    UnitReminded,
    VoteCalled,
    VoteCertified,
)
from notify.domain.figures import Figures

OPENS = datetime(2020, 4, 6, 16, tzinfo=UTC)
CLOSES = datetime(2020, 5, 31, 16, tzinfo=UTC)
ISSUED = datetime(2020, 12, 28, 2, 0, 0, 123456, tzinfo=UTC)
"""To the microsecond, as a clock tells it: Typst takes whole seconds only."""
PHRASE = "崇德向善 坚韧奋斗 务实创新 勇立潮头"
NO_FIGURES = Figures(0, CLOSES, 0, 0, 0, (), (), (), (), (), ())
AUTHOR = "5b1e7a90c2d34e5f90a1b2c3d4e5f607"


def campaign(revision: int = 1, campaign_id: str = "lyg-demo") -> CampaignKnown:
    return CampaignKnown(
        campaign_id=campaign_id,
        revision=revision,
        title="“新时代连云港精神”征集活动",
        title_en="The spirit of Lianyungang in the new era",
        issuers=("中共连云港市委宣传部", "连云港市文明办", "连云港报业传媒集团", "连云港广电传媒集团"),
        opens_at=OPENS,
        closes_at=CLOSES,
    )


def received(duplicate_of: str | None = None, entry_id: str = "e1", **later: Any) -> EntryReceived:
    return EntryReceived("lyg-demo", entry_id, PHRASE, AUTHOR, duplicate_of, **later)


def listed(tier: Tier) -> EntryListed:
    return EntryListed("lyg-demo", "e1", tier, PHRASE, AUTHOR)


def prize(
    tier: Tier = "winner",
    amount: int = 20000,
    *,
    certificate: bool = True,
    souvenir: bool = False,
    entry_id: str = "e1",
) -> PrizeGiven:
    return PrizeGiven("lyg-demo", entry_id, tier, PHRASE, AUTHOR, amount, certificate, souvenir, ISSUED)


def vote_called(revision: int = 1) -> VoteCalled:
    return VoteCalled("lyg-demo", "lyg-demo-vote", revision, "提名作品群众投票", 20, OPENS, CLOSES)


def vote_certified() -> VoteCertified:
    return VoteCertified("lyg-demo", "lyg-demo-vote", 3000, CLOSES)


def reminded(informant_ref: str | None = AUTHOR, quota_min: int | None = 8) -> UnitReminded:
    return UnitReminded("lyg-demo", "测试单位", 3, informant_ref, 2, quota_min, CLOSES)


def issued(kind: BulletinKind = "brief", title: str = "征集工作进展顺利", **changed: Any) -> BulletinIssued:
    words = Words(
        title,
        "本周征集工作进展顺利。\n各单位组织有力。",
        "征集活动办公室",
        ("市委宣传部",),
        ("各报送单位",),
        ("units",),
    )
    setting = setting_of(campaign())
    event = BulletinIssued("lyg-demo", kind, "public", f"{kind}/{title}", words, setting, NO_FIGURES, "zhu", CLOSES)
    return replace(event, **changed)


def corrected(number: int = 1, replaces: int = 1, kind: BulletinKind = "brief") -> BulletinCorrected:
    first = issued(kind, "更正后的标题")
    return BulletinCorrected(
        "lyg-demo", kind, number, replaces, f"{kind}/{number}/{replaces}", first.words, first.setting, first.figures,
        "数据有误", "zhu", CLOSES,
    )  # fmt: skip


def withdrawn(number: int = 1, kind: BulletinKind = "brief") -> BulletinWithdrawn:
    return BulletinWithdrawn("lyg-demo", kind, number, "内容有误", "zhu", CLOSES)
