"""Events of intake's log, made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from intake.adapters.packs import PackShelf
from intake.domain.accounts import Account
from intake.domain.entries import FiledEntry
from intake.domain.events import AccountCreated, CampaignCreated, DeadlineMoved, EntriesSubmitted

C = "k-2026"
OPENS = datetime(2026, 4, 20, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=40)
DURING = OPENS + timedelta(days=1)
RULES = replace(PackShelf(Path("campaigns")).load("lianyungang-2020"), submissions_open_at=OPENS,
                submissions_close_at=CLOSES)  # fmt: skip


def opened(request: str = "request", campaign_id: str = C) -> CampaignCreated:
    return CampaignCreated(campaign_id, RULES, request, "office", OPENS)


def moved(to: datetime) -> DeadlineMoved:
    return DeadlineMoved(C, to, "office", DURING)


def filed(number: int, **changes: Any) -> FiledEntry:
    """Entry `e1` by `author-1` with a text of its own, unless `changes` say otherwise."""
    entry = FiledEntry(
        entry_id=f"e{number}", receipt_no=f"receipt-{number}", phrase=f"示例{number}", phrase_key=f"示例{number}",
        explanation="说明", han_count=3, warnings=(), channel="web", author_ref=f"author-{number}", unit_id=None,
        received_at=DURING, sealed_contact=f"sealed-{number}",
    )  # fmt: skip
    return replace(entry, **changes)


def submitted(*entries: FiledEntry, campaign_id: str = C) -> EntriesSubmitted:
    return EntriesSubmitted(campaign_id, entries, "office", DURING)


def account(username: str = "clerk", **changes: Any) -> AccountCreated:
    return AccountCreated(replace(Account(username, "screener", "hash"), **changes), "office", DURING)
