"""The words on a certificate, Chinese first, an English line beside."""

from notify.domain.certificates import TIER_NAMES
from notify.domain.dates import BEIJING, day_en, day_formal
from notify.handlers.ports import Paper


def words_on(paper: Paper, public_url: str) -> dict[str, str]:
    """By the names that the template knows."""
    certificate, campaign = paper.certificate, paper.campaign
    day = certificate.issued_at.astimezone(BEIJING)
    tier, tier_en = TIER_NAMES[certificate.tier]
    return {
        "heading": "荣誉证书",
        "heading_en": "Certificate of honour",
        "names": paper.names,
        "before": "您创作的作品",
        "phrase": certificate.phrase,
        "quoted": f"“{certificate.phrase}”",
        "after": f"在{campaign.title}中被评为",
        "tier": tier,
        "tier_en": " · ".join(filter(None, [tier_en, campaign.title_en])),
        "closing": "特发此证，以资鼓励。",
        "closing_en": f"Awarded on {day_en(certificate.issued_at)}",
        "issuers": "\n".join(campaign.issuers),
        "date": day_formal(certificate.issued_at),
        "year": str(day.year),
        "month": str(day.month),
        "day": str(day.day),
        "number": certificate.number,
        "number_label": "证书编号 No.",
        "check_label": f"扫码或登录 {public_url}/certificates 查验",
        "seal_label": "盖章处",
        "seal_label_en": "Seal",
        "notes_label": "〓 代表字库未收之字，依次为",
    }
