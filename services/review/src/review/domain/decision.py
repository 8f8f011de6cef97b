"""完善确立: the one decision, and the signatures that it needs.

No figure decides: the signers see the experts' scores, the votes, the composite and the comments, and may choose any of
the excellent works. A figure that decided would leave nobody to answer for it.

The pack names the roles that sign, each by another person. The first decides and says why; the others put their names
to the same work, or send the decision back and say why, and then nothing is decided. The first on the log holds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody put his name to a decision."""

    person: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, why and when; and who put his name to it afterwards."""

    entry_id: str
    statement: str
    leader: str
    at: datetime
    role: str = "leader"
    agreed: tuple[Signature, ...] = ()

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Every signature, the deciding one first."""
        return (Signature(self.leader, self.role, self.at), *self.agreed)

    def same_as(self, other: "Decision") -> bool:
        """Whether the other says the same again: the same leader, entry and words."""
        return (self.entry_id, self.statement, self.leader) == (other.entry_id, other.statement, other.leader)

    def missing(self, signers: Sequence[str]) -> tuple[str, ...]:
        """The roles that have still to sign, in the order of the pack; one that is named twice signs twice."""
        open_roles = list(signers)
        for signature in self.signatures:
            if signature.role in open_roles:
                open_roles.remove(signature.role)
        return tuple(open_roles)

    def signed_by(self, person: str) -> bool:
        """Whether this person's name is under it."""
        return any(signature.person == person for signature in self.signatures)

    def with_signature(self, signature: Signature) -> "Decision":
        """The same decision with one name more."""
        return replace(self, agreed=(*self.agreed, signature))


@dataclass(frozen=True, slots=True)
class SentBack:
    """A decision that somebody who should have signed it sent back."""

    decision: Decision
    statement: str
    person: str
    role: str
    at: datetime


def refusal(
    wanted: Decision, signers: Sequence[str], excellent: Collection[str], standing: Decision | None
) -> str | None:
    """Why a decision cannot be taken, as a code; None when it can, or when it repeats the one that stands."""
    if wanted.role != signers[0]:
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


def second_refusal(entry_id: str, by: Signature, signers: Sequence[str], standing: Decision | None) -> str | None:
    """Why somebody can neither put his name to a decision nor send it back, as a code."""
    if standing is None:
        return "winner-not-decided"
    if standing.entry_id != entry_id:
        return "other-entry-decided"
    if standing.signed_by(by.person):
        return "signed-already"
    if by.role not in signers:
        return "not-a-signer"
    return None if by.role in standing.missing(signers) else "fully-signed"
