"""What a pack may say about notices. The kinds are those of notify's table; a test holds the two together."""

import re
from collections.abc import Iterable

from intake.domain.rules import Notices

NOTICE_KINDS = (
    "entry-received", "entry-repeated", "entry-withdrawn", "shortlisted-finalist", "shortlisted-nominee",
    "shortlisted-excellent", "shortlisted-winner", "awarded", "souvenir", "campaign-published", "campaign-changed",
    "contest-opened", "contest-changed", "contest-closed", "unit-reminded", "bulletin-issued",
    "bulletin-corrected", "bulletin-withdrawn",
)  # fmt: skip

TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def notice_checks(rules: Notices) -> Iterable[tuple[str, bool, tuple[str, str]]]:
    """Where, whether it holds, and what is said in Chinese and English when it does not."""
    known = set(rules.approve) <= set(NOTICE_KINDS)
    yield "notices.approve", known, ("没有这种通知", f"must name kinds of notices: {', '.join(NOTICE_KINDS)}")
    both = bool(rules.quiet_from) == bool(rules.quiet_until)
    yield "notices.quiet_from", both, ("须与结束时间一并填写", "must come together with quiet_until")
    for name in ("quiet_from", "quiet_until"):
        fits = not getattr(rules, name) or TIME_OF_DAY.fullmatch(getattr(rules, name)) is not None
        yield f"notices.{name}", fits, ("须写作 '22:00' 的形式", "must be written like '22:00'")
