"""One round of the panel, played and reckoned: who may score what, every ballot, and the order that must come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recheck.figures import Figure, figures
from recheck.lists import Line
from recheck.panel import Round

from deploy.local.rehearsal import scoring
from deploy.local.rehearsal.conflicts import barred_of
from deploy.local.rehearsal.stage import Stage, expect, together
from deploy.local.rehearsal.steps.discussion import rows_of


@dataclass(frozen=True, slots=True)
class Played:
    """What a round must give."""

    order: list[Line]
    figures: dict[str, Figure]
    words: str


async def score_round(stage: Stage, name: str, field: Sequence[str]) -> Played:
    """Seats the panel, sees each ballot blind and without the judge's own, and sends it."""
    model = await _seat(stage, name, field)
    own = {stage.username(post): await _ballot(stage, name, post, model) for post in stage.judges}
    given = scoring.sheets(own, field)
    rules, received = stage.rules["panel"], stage.ledger.received(field)
    cut = stage.rules["tiers"][name]
    order = scoring.cut_order(model, given, rules, received)
    if stage.scale.incidents:
        scoring.tie(given, order, cut, stage.weights if name == "nominee" else ())
        order = scoring.cut_order(model, given, rules, received)
    await together(_send(stage, name, post, given[stage.username(post)]) for post in stage.judges)
    barred, sheets = model.conflicts | model.computed, sum(len(one) for one in given.values())
    words = f"{len(own)} judges, {sheets} score sheets, 1 abstention, {len(barred)} conflicts"
    return Played(order, figures(model.ballots(), rules), words)


async def _seat(stage: Stage, name: str, field: Sequence[str]) -> Round:
    """The panel, with the conflicts that become known as the judges come in; ours is drawn from the same seed."""
    judges = [stage.username(post) for post in stage.judges]
    body = {"judges": judges, "round": name}
    seated = await stage.client.post(f"{stage.reviews}/panel", body, await stage.office())
    model, each = Round(), stage.rules["panel"]["judges_each"]
    record = {"judges": judges, "conflicts": [], "seed": seated["seed"]}
    model.seat(record, field, each, set(barred_of(stage, field, stage.ledger.presented)))
    for post in stage.judges:
        await _read(stage, name, post)
        if post not in stage.ledger.presented:
            stage.ledger.presented.append(post)
            model.learn(set(barred_of(stage, field, stage.ledger.presented)), field)
    return model


async def _ballot(stage: Stage, name: str, post: str, model: Round) -> list[str]:
    """The entries that a judge scores: his share of the draw, or all but those that he must not."""
    judge, rows = stage.username(post), await _read(stage, name, post)
    own = _own(rows, judge, model)
    if model.shares is not None:
        expect(f"entries drawn for {post}", set(own), set(model.shares[judge]))
    return own


def _own(rows: list[dict[str, Any]], judge: str, model: Round) -> list[str]:
    """What he may score of a ballot that is blind and names his conflicts, and only those."""
    expect("ballot is blind", [row for row in rows if {"author_ref", "unit_id"} & row.keys()], [])
    told = {row["entry_id"]: row["conflict"] for row in rows}
    expect(f"conflicts of {judge}", told, {entry: (judge, entry) in model.computed for entry in told})
    return [entry for entry, conflict in told.items() if not conflict]


async def _read(stage: Stage, name: str, post: str) -> list[dict[str, Any]]:
    answer = await stage.client.get(f"{stage.reviews}/ballot", await stage.staff(post), round=name)
    return rows_of(answer, "entries")


async def _send(stage: Stage, name: str, post: str, sheets: dict[str, dict[str, Any]]) -> None:
    lines = [{"entry_id": entry, **said} for entry, said in sheets.items()]
    body = {"round": name, "scores": lines}
    saved = await stage.client.post(f"{stage.reviews}/scores", body, await stage.staff(post))
    expect(f"missing marks of {post}", saved["missing"], 0)
