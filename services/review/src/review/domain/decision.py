"""完善确立: the one decision. The leader takes one of the ten, says why, and signs; the first on the log holds.

No figure decides: the leader sees the experts' scores, the votes, the composite and the comments, and may choose any
of the ten. A figure that decided would leave nobody to answer for it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

SIGNING_ROLE = "leader"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, why and when."""

    entry_id: str
    statement: str
    leader: str
    at: datetime

    def same_as(self, other: "Decision") -> bool:
        """Whether the other says the same again: the same leader, entry and words."""
        return (self.entry_id, self.statement, self.leader) == (other.entry_id, other.statement, other.leader)


def refusal(wanted: Decision, role: str, excellent: Collection[str], standing: Decision | None) -> str | None:
    """Why a decision cannot be taken, as a code; None when it can, or when it repeats the one that stands."""
    if role != SIGNING_ROLE:
        return "not-the-leader"
    if not wanted.statement.strip():
        return "statement-required"
    if not excellent:
        return "excellent-not-cut"
    if wanted.entry_id not in excellent:
        return "not-excellent"
    if standing is not None and not standing.same_as(wanted):
        return "already-decided"
    return None
