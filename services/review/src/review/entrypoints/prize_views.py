"""Every prize with how it came about, and the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from review.domain.payments import Payment, owed
from review.domain.prizes import Lists, Prize, PrizeLine, explain, prizes
from review.domain.selection import Ground, Selection
from review.domain.shares import FEN
from review.domain.standing import may_be_released, prize_terms, standing
from review.entrypoints.outcome_views import phrase_of


class ExplainedLine(BaseModel):
    """One tier of one entry: what it is worth, by which rule it is paid or not, and what is paid of it."""

    tier: str
    worth: int = Field(description="Yuan")
    rule: str = Field(description="best-prize, lesser-prize, own-list or author-has-better")
    paid: int = Field(description="Yuan")


class PaymentView(BaseModel):
    """What one author of an entry is owed."""

    payment_id: str
    author: int = Field(description="Counts from 1 in the order of the entry")
    share: str = Field(description="Of the whole prize, as a fraction")
    yuan: str = Field(description="With two decimals")
    state: str = Field(description="due, approved, paid or returned")
    actor: str
    at: datetime | None
    reference: str


class ExplainedPrize(BaseModel):
    """An entry with its prize, how the sum came about, and who gets which part of it."""

    entry_id: str
    phrase: str
    tier: str
    amount: int
    certificate: bool
    souvenir: bool
    lines: list[ExplainedLine]
    payments: list[PaymentView]


class PrizesView(BaseModel):
    """All prizes, the winner's first. Before the release: what it would be now."""

    released_at: datetime | None
    reading: str
    same_author: str
    co_authors: str
    entries: list[ExplainedPrize]
    total: int
    souvenirs: int
    paid: str = Field(description="Yuan paid so far")


def prizes_view(selection: Selection, ground: Ground) -> PrizesView:
    """The prizes as released, or as they would be; empty before the winner is told."""
    given = _given(selection, ground)
    rules = ground.rules
    ledger = selection.outcome.ledger or owed(given, ground.authors, rules.prizes.co_authors)
    return PrizesView(
        released_at=selection.released_at,
        reading=rules.reading,
        same_author=rules.prizes.same_author,
        co_authors=rules.prizes.co_authors,
        entries=_entries(given, ledger, selection, ground),
        total=sum(one.amount for one in given),
        souvenirs=sum(one.souvenir for one in given),
        paid=in_yuan(sum(one.fen for one in ledger.values() if one.state == "paid")),
    )


def _entries(
    given: Sequence[Prize], ledger: Mapping[str, Payment], selection: Selection, ground: Ground
) -> list[ExplainedPrize]:
    explained = _explained(standing(selection, ground), ground) if given else {}
    return [
        ExplainedPrize(
            **asdict(one),
            phrase=phrase_of(one.entry_id, selection, ground),
            lines=explained[one.entry_id],
            payments=[payment_view(owe) for owe in ledger.values() if owe.entry_id == one.entry_id],
        )
        for one in given
    ]


def _given(selection: Selection, ground: Ground) -> list[Prize]:
    """As released; before that as the announced lists stand, and nothing before the announcement."""
    if selection.prizes:
        return list(selection.prizes)
    return prizes(standing(selection, ground), prize_terms(ground)) if may_be_released(selection.outcome) else []


def in_yuan(fen: int) -> str:
    """Money as it is told, with two decimals."""
    return str((Decimal(fen) / FEN).quantize(Decimal("0.01")))


def payment_view(one: Payment) -> PaymentView:
    """One line of the ledger."""
    last = one.last
    return PaymentView(
        payment_id=one.payment_id,
        author=one.author,
        share=one.share,
        yuan=in_yuan(one.fen),
        state=one.state,
        actor=last.actor if last else "",
        at=last.at if last else None,
        reference=last.reference if last else "",
    )


def _explained(lists: Lists, ground: Ground) -> dict[str, list[ExplainedLine]]:
    found: dict[str, list[ExplainedLine]] = {}
    for line in explain(lists, prize_terms(ground)):
        found.setdefault(line.entry_id, []).append(_line(line))
    return found


def _line(line: PrizeLine) -> ExplainedLine:
    return ExplainedLine(tier=line.tier, worth=line.worth, rule=line.rule, paid=line.paid)
