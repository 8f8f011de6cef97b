"""From steps of the selection to public events. Each is derived: publishing a step again says the same again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts import ContestOpened, EntryAwarded, EntryShortlisted, Event, EventData
from contracts.contest import Candidate
from contracts.entry import Tier
from contracts.topics import CONTEST_OPENED, ENTRY_AWARDED, ENTRY_SHORTLISTED
from plumbing.identifiers import derived_id
from plumbing.records import Outgoing
from review.domain.contest_terms import Terms
from review.domain.prizes import Prize
from review.domain.scores import shown
from review.domain.selection import Ground, Selection
from review.domain.selection_events import (
    AwardsReleased,
    ContestCalled,
    ContestChanged,
    ExcellentCut,
    NomineesCut,
    WinnerDecided,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a step was taken: the selection after it, its ground, and who wrote which entry."""

    selection: Selection
    ground: Ground
    author_of: Callable[[str], str]

    def phrase(self, entry_id: str) -> str:
        """The entry's text of this moment."""
        return self.selection.text_of(self.ground.work(entry_id)).phrase


def publications(event: object, scene: Scene) -> list[Outgoing]:
    """What the world is told of a step that changed something; nothing of panel, scores and refinements."""
    tell = _TOLD.get(type(event))
    return tell(event, scene) if tell else []


def _nominees(event: NomineesCut, scene: Scene) -> list[Outgoing]:
    return [
        _shortlisted(scene, "nominee", event.at, _Place(one.entry_id, one.rank, str(shown(one.mean.total))))
        for one in scene.selection.nominees
    ]


def _excellent(event: ExcellentCut, scene: Scene) -> list[Outgoing]:
    return [_excellent_work(scene, entry, event.at) for entry in scene.selection.excellent]


def _winner(event: WinnerDecided, scene: Scene) -> list[Outgoing]:
    moved_up = scene.selection.excellent[scene.ground.rules.excellent :]
    told = [_excellent_work(scene, entry, event.at) for entry in moved_up]
    return [*told, _shortlisted(scene, "winner", event.at, _Place(event.entry_id))]


def _contest(event: ContestCalled | ContestChanged, scene: Scene) -> list[Outgoing]:
    terms = scene.selection.contest
    return [] if terms is None else [_opened(terms, event)]


def _awards(event: AwardsReleased, scene: Scene) -> list[Outgoing]:
    return [_awarded(scene, prize, event.at) for prize in scene.selection.prizes]


_TOLD: dict[type[Any], Callable[[Any, Scene], list[Outgoing]]] = {
    NomineesCut: _nominees,
    ContestCalled: _contest,
    ContestChanged: _contest,
    ExcellentCut: _excellent,
    WinnerDecided: _winner,
    AwardsReleased: _awards,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry on a list, with its rank and figure where the list has an order."""

    entry_id: str
    rank: int | None = None
    score: str | None = None


def _excellent_work(scene: Scene, entry_id: str, at: datetime) -> Outgoing:
    line = scene.selection.line_of(entry_id)
    place = _Place(entry_id) if line is None else _Place(entry_id, line.rank, str(shown(line.composite)))
    return _shortlisted(scene, "excellent", at, place)


def _shortlisted(scene: Scene, tier: Tier, at: datetime, place: _Place) -> Outgoing:
    data = EntryShortlisted(
        campaign_id=scene.ground.campaign_id,
        entry_id=place.entry_id,
        tier=tier,
        phrase=scene.phrase(place.entry_id),
        author_ref=scene.author_of(place.entry_id),
        rank=place.rank,
        score=place.score,
    )
    identity = ("entry-shortlisted", data.campaign_id, data.entry_id, tier)
    return _outgoing(ENTRY_SHORTLISTED.name, data.campaign_id, data, at, identity)


def _opened(terms: Terms, event: ContestCalled | ContestChanged) -> Outgoing:
    data = ContestOpened(
        campaign_id=event.campaign_id,
        contest_id=terms.contest_id,
        revision=terms.revision,
        title=terms.title,
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        choices_min=terms.rules.choices_min,
        choices_max=terms.rules.choices_max,
        period=terms.rules.period,
        embargo=terms.embargo,
        entries=tuple(
            Candidate(entry_id=choice.entry_id, phrase=choice.phrase, explanation=choice.explanation)
            for choice in terms.choices
        ),
    )
    identity = ("contest-opened", terms.contest_id, str(terms.revision))
    return _outgoing(CONTEST_OPENED.name, event.campaign_id, data, event.at, identity)


def _awarded(scene: Scene, prize: Prize, at: datetime) -> Outgoing:
    data = EntryAwarded(
        campaign_id=scene.ground.campaign_id,
        entry_id=prize.entry_id,
        tier=prize.tier,
        phrase=scene.phrase(prize.entry_id),
        author_ref=scene.author_of(prize.entry_id),
        amount=prize.amount,
        certificate=prize.certificate,
        souvenir=prize.souvenir,
        released_at=at,
    )
    identity = ("entry-awarded", data.campaign_id, data.entry_id)
    return _outgoing(ENTRY_AWARDED.name, data.campaign_id, data, at, identity)


def _outgoing(topic: str, key: str, data: EventData, at: datetime, identity: Iterable[str]) -> Outgoing:
    event = Event[Any].of(data, id=derived_id(*identity), time=at)
    return Outgoing(topic, key, event.to_bytes())
