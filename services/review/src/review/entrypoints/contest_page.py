"""What the office's page from the panel to the prizes shows."""

from datetime import datetime, timedelta
from typing import Any

from fastapi import Request, Response

from review.domain.panel import Round
from review.domain.prizes import Reading, Tier
from review.domain.state import Campaign
from review.entrypoints.contest_forms import local
from review.entrypoints.contest_views import ContestView, contest_view
from review.entrypoints.guards import pages_of
from review.entrypoints.panel_views import finalists_by_panel, list_view, nominees_view, panel_view
from review.entrypoints.selection_views import awards_view, composite_view
from review.handlers.contest import DEFAULT_TITLE

USUAL_LENGTH = timedelta(days=7)
Fault = tuple[int, str, str]
ROUNDS: tuple[Round, ...] = ("finalist", "nominee")
LISTED: tuple[Tier, ...] = ("finalist", "nominee", "excellent")
METHODS: dict[str, tuple[str, str]] = {
    "mean": ("各评委平均分", "the mean over the judges"),
    "trimmed": ("去掉最高分、最低分后的平均分", "the mean without the highest and the lowest judges"),
    "standard": (
        "各评委标准分（50±10）的平均分",
        "the mean of each judge's standard scores (50±10)",
    ),
}
READINGS: dict[Reading, tuple[str, str]] = {
    "nested": (
        "每件作品只取最高一级奖项，中选作品含在优秀作品之中。",
        "Each work has its best prize only; the winner is one of the excellent works.",
    ),
    "beside": (
        "每件作品只取最高一级奖项，中选作品之外另有足额优秀作品。",
        "Each work has its best prize only; the winner stands beside the excellent works.",
    ),
    "separate": (
        "中选、优秀、提名三份名单分别发放奖金。",
        "Winners, excellent works and nominees are three lists, each paid in full.",
    ),
}


def office_page(
    request: Request, at: Campaign, now: datetime, *, done: bool = False, fault: Fault | None = None
) -> Response:
    """The page at this moment; with the reason on it when a step was refused."""
    return pages_of(request).render(
        request,
        "office_contest.html",
        status=fault[0] if fault else 200,
        campaign=at,
        done=done,
        fault=fault[1:] if fault else None,
        stages=_stages(at),
        reading=READINGS[at.rules.selection.reading],
        **_panel(at),
        **_contest(at, now),
        **_prizes(at),
    )


def _stages(at: Campaign) -> list[tuple[str, str, str]]:
    """Each step with its state: done, now or later."""
    selection = at.selection
    taken = [
        ("评委", "Panel", bool(selection.panel.judges)),
        ("提名", "Nominees", bool(selection.nominees)),
        ("投票", "Vote", selection.result is not None),
        ("优秀", "Excellent", bool(selection.excellent)),
        ("中选", "Winner", selection.outcome.announced_at is not None),
        ("奖项", "Prizes", bool(selection.prizes)),
    ]
    now = next((place for place, step in enumerate(taken) if not step[2]), len(taken))
    return [
        (zh, en, "done" if place < now else "now" if place == now else "later")
        for place, (zh, en, _) in enumerate(taken)
    ]


def _panel(at: Campaign) -> dict[str, Any]:
    return {
        "finalists": len(at.finalists),
        "first_round": at.rules.selection.finalists_by == "panel",
        "rounds": {round_: _round(at, round_) for round_ in ROUNDS},
        "panel": panel_view(at),
        "finalist_cut": finalists_by_panel(at),
        "nominees": nominees_view(at),
        "lists": {tier: list_view(at, tier) for tier in LISTED},
        "method": METHODS[at.rules.selection.panel.method],
    }


def _round(at: Campaign, round_: Round) -> dict[str, Any]:
    panel = at.selection.panel_of(round_)
    return {
        "name": round_,
        "view": panel_view(at, round_),
        "cut": at.selection.is_cut(round_),
        "judges_text": "\n".join(panel.judges),
        "conflicts_text": "\n".join(f"{judge} {entry}" for judge, entry in sorted(panel.conflicts)),
        "due_text": local(panel.due_at) if panel.due_at else "",
    }


def _contest(at: Campaign, now: datetime) -> dict[str, Any]:
    terms = at.selection.contest
    view: ContestView | None = contest_view(terms, at.selection, now) if terms else None
    return {
        "contest": view,
        "weighing": terms.weighing if terms else at.rules.selection.weighing,
        "default_title": f"{at.rules.title}{DEFAULT_TITLE}",
        "opens_at": local(now),
        "closes_at": local(terms.closes_at if terms else now + USUAL_LENGTH),
    }


def _prizes(at: Campaign) -> dict[str, Any]:
    return {
        "composite": composite_view(at.selection, at.ground),
        "tied": at.selection.excellent_tied,
        "excellent": at.selection.excellent,
        "winner": at.selection.winner,
        "decided": at.selection.decision is not None,
        "awards": awards_view(at.selection, at.ground),
    }
