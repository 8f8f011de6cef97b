"""What a voter is shown on the way from the ballot to the receipt: the ballot, and what he is about to cast."""

from dataclasses import dataclass
from functools import partial

from fastapi import Request, Response
from plumbing.problems import Problem
from plumbing.tokens import Session

from voting.entrypoints.pages_cards import ballot_card
from voting.entrypoints.pages_kept import keep, kept, let_go
from voting.entrypoints.pages_order import draw_lot, hold_lot, lot_of, shuffled
from voting.entrypoints.pages_source import PagesSource, pages_of
from voting.entrypoints.pages_views import ContestView

SAID_ON_THE_BALLOT = {
    "already-voted": "already-voted",
    "contest-closed": "not-cast",
    "contest-not-open": "not-cast",
    "entry-withdrawn": "entry-withdrawn",
    "outcome-unknown": "outcome-unknown",
    "queue-full": "outcome-unknown",
    "sign-in-required": "signed-out",
    "wrong-choices": "wrong-choices",
}
"""Problems of a cast after which the voter goes on at the ballot; every other one has a page of its own."""
NOT_AGAIN = {"already-voted", "not-cast"}
"""After these there is nothing to cast."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which ballot."""

    request: Request
    source: PagesSource
    contest_id: str

    @property
    def session(self) -> Session | None:
        """Who has signed in."""
        found: Session | None = self.request.state.session
        return found

    @property
    def reader(self) -> str:
        """`nobody`, `citizen` or `staff`."""
        if self.session is None:
            return "nobody"
        return "citizen" if self.session.role == "citizen" else "staff"


@dataclass(frozen=True, slots=True)
class Said:
    """What the ballot says above the entries, and the choices that it keeps."""

    problem: str | None = None
    chosen: tuple[str, ...] = ()
    status: int = 200
    receipt: str | None = None


def first_look(asked: Asked, voted: str | None) -> Response:
    """The ballot; whoever was sent to sign in finds his choices again."""
    held = kept(asked.request, asked.contest_id) if asked.reader == "citizen" else ()
    if not held or voted:
        return ballot(asked, Said("already-voted" if voted else None, receipt=voted))
    answer = ballot(asked, Said("kept", held))
    let_go(answer)
    return answer


def told(asked: Asked, chosen: tuple[str, ...], problem: Problem) -> Response:
    """The ballot with what went wrong above the kept choices. Raises what has a page of its own."""
    words = SAID_ON_THE_BALLOT.get(problem.code)
    if words is None:
        raise problem
    said = Said(words, chosen, problem.status, problem.extra.get("no"))
    answer = review(asked, said) if words == "outcome-unknown" else ballot(asked, said)
    answer.headers.update(problem.headers)
    if words == "signed-out":
        keep(asked.request, answer, asked.contest_id, chosen)
    return answer


def ballot(asked: Asked, said: Said) -> Response:
    """The entries in the order of this reader, to choose from where he may."""
    contest = asked.source.contest(asked.contest_id)
    lot = lot_of(asked.request)
    order_for = asked.session.subject if asked.session is not None else lot or draw_lot()
    can_vote = asked.reader == "citizen" and _takes_votes(contest, said)
    answer = pages_of(asked.request).render(
        asked.request,
        "ballot.html",
        status=said.status,
        contest=contest,
        entries=shuffled(asked.source.entries(asked.contest_id), asked.contest_id, order_for),
        chosen=said.chosen,
        problem=said.problem,
        receipt=said.receipt,
        reader=asked.reader,
        can_vote=can_vote,
        resend={"form": "ballot", "name": "confirmed", "value": "no"} if can_vote else None,
        sharing=partial(ballot_card, contest),
    )
    if asked.session is None and lot is None:
        hold_lot(asked.request, answer, order_for)
    return answer


def review(asked: Asked, said: Said) -> Response:
    """What a citizen is about to cast, in full and in the order of his ballot; nothing is cast yet."""
    reader = asked.session.subject if asked.session is not None else ""
    entries = shuffled(asked.source.entries(asked.contest_id), asked.contest_id, reader)
    return pages_of(asked.request).render(
        asked.request,
        "ballot_review.html",
        status=said.status,
        contest=asked.source.contest(asked.contest_id),
        chosen=[entry for entry in entries if entry.entry_id in said.chosen],
        problem=said.problem,
        resend={"form": "review", "name": "confirmed", "value": ""},
    )


def _takes_votes(contest: ContestView, said: Said) -> bool:
    return contest.phase == "open" and said.problem not in NOT_AGAIN
