"""Figures of review, under zhengji_review_."""

from prometheus_client import Counter, Gauge

COMMANDS = Counter(
    "zhengji_review_commands", "Records folded by the HTTP process for a request, by what they were and their answer.",
    ["what", "answer"],
)  # fmt: skip
UNDECIDED = Gauge("zhengji_review_entries_undecided", "Entries that nobody has screened yet.", ["campaign"])
HELD = Gauge("zhengji_review_comments_held", "Comments that wait for moderation.", ["campaign"])
