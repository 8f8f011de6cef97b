"""Typst as the typesetter of certificates."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

import noto_cjk_sans_otc
import segno
import typst

from notify.domain.certificates import TIER_NAMES, Certificate
from notify.domain.dates import BEIJING, day_formal
from notify.domain.facts import CampaignKnown

TEMPLATE = Path(__file__).parent.parent / "templates" / "certificate.typ"


class Typesetter:
    """Renders certificates. The same certificate, campaign and name give the same bytes, on any machine and day.

    User text goes in through sys_inputs only, so nothing in it is ever read as markup. Fonts are the two that come
    with the packages, never the system's. About 40 ms a certificate; call it in a thread.
    """

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url.rstrip("/")
        folder = Path(noto_cjk_sans_otc.FONT_PATH)
        self._fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(folder if folder.is_dir() else folder.parent)],
        )

    def pdf(self, certificate: Certificate, campaign: CampaignKnown, name: str) -> bytes:
        """The certificate as PDF, for `name`."""
        return self._compile(certificate, campaign, name, "pdf")

    def png(self, certificate: Certificate, campaign: CampaignKnown, name: str) -> bytes:
        """The certificate as a picture of 1,684 by 1,191 pixels, for `name`."""
        return self._compile(certificate, campaign, name, "png")

    def _compile(
        self, certificate: Certificate, campaign: CampaignKnown, name: str, form: Literal["pdf", "png"]
    ) -> bytes:
        return typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=self._fonts,
            ignore_system_fonts=True,
            format=form,
            sys_inputs=self._inputs(certificate, campaign, name),
            # Typst takes whole seconds only.
            timestamp=certificate.issued_at.astimezone(UTC).replace(microsecond=0),
        )

    def _inputs(self, certificate: Certificate, campaign: CampaignKnown, name: str) -> dict[str, str]:
        link = f"{self._public_url}/certificates/{certificate.number}"
        day: datetime = certificate.issued_at.astimezone(BEIJING)
        return {
            "heading": "荣誉证书",
            "heading_en": "Certificate of honour",
            "name": name,
            "before": "您创作的作品",
            "phrase": certificate.phrase,
            "quoted": f"“{certificate.phrase}”",
            "after": f"在{campaign.title}中被评为",
            "tier": TIER_NAMES[certificate.tier][0],
            "closing": "特发此证，以资鼓励。",
            "issuers": "\n".join(campaign.issuers),
            "date": day_formal(certificate.issued_at),
            "year": str(day.year),
            "month": str(day.month),
            "day": str(day.day),
            "number": certificate.number,
            "number_label": "证书编号",
            "check_label": f"扫码或登录 {self._public_url}/certificates 查验",
            "qr": _qr_svg(link),
        }


def _qr_svg(link: str) -> str:
    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="svg", border=0, dark="#2b2622", scale=4)
    return picture.getvalue().decode()
