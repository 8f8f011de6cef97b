"""Figures of review, under zhengji_review_."""

from prometheus_client import Counter

COMMANDS = Counter(
    "zhengji_review_commands", "Records folded by the HTTP process for a request, by what they were and their answer.",
    ["what", "answer"],
)  # fmt: skip
