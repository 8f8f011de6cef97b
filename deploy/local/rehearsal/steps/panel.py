"""Expert panel (专家论证): the discussed to the finalists where the pack says so, the finalists to the nominees."""

from fractions import Fraction
from typing import Any

from recheck.figures import four_decimals
from recheck.lists import Line, ids

from deploy.local.rehearsal.client import Call
from deploy.local.rehearsal.panel_round import score_round
from deploy.local.rehearsal.stage import Stage, expect


async def choose_finalists(stage: Stage) -> str:
    """By the office, or by a first round of the panel; the list is pending until it is signed."""
    if stage.rules["selection"]["finalists_by"] == "office":
        return await _name_finalists(stage)
    played = await score_round(stage, "finalist", stage.ledger.discussed)
    answer = await stage.client.post(f"{stage.reviews}/finalists/cut", None, await stage.office())
    size = stage.rules["tiers"]["finalist"]
    words = _check_cut(stage, answer, played.order, size)
    stage.ledger.finalists = ids(played.order[:size])
    expect("released finalists", await stage.release("finalist"), stage.ledger.finalists)
    return f"{played.words}; {size} finalists{words}"


async def cut_nominees(stage: Stage) -> str:
    """The API's cut equals our own, place by place."""
    played = await score_round(stage, "nominee", stage.ledger.finalists)
    answer = await stage.client.post(f"{stage.reviews}/nominees", None, await stage.office())
    size = stage.rules["tiers"]["nominee"]
    words = _check_cut(stage, answer, played.order, size)
    ledger = stage.ledger
    ledger.nominees, ledger.figures = answer["nominees"], played.figures
    ledger.alternates = [row["entry_id"] for row in answer["alternates"]]
    expect("released nominees", await stage.release("nominee"), ledger.nominee_ids)
    scores = f"{answer['nominees'][0]['score']} to {answer['nominees'][-1]['score']}"
    return f"{played.words}; {size} nominees, scores {scores}{words}"


async def _name_finalists(stage: Stage) -> str:
    """The first of the discussed; a list that is too short is refused."""
    size = stage.rules["tiers"]["finalist"]
    stage.ledger.finalists = stage.ledger.discussed[:size]
    office, path = await stage.office(), f"{stage.reviews}/finalists"
    short = Call(token=office, json={"entry_ids": stage.ledger.finalists[:-1]}, allow=frozenset({409, 422}))
    await stage.client.ask("POST", path, short)
    await stage.client.post(path, {"entry_ids": stage.ledger.finalists}, office)
    expect("released finalists", await stage.release("finalist"), stage.ledger.finalists)
    return f"{size} finalists; a list of {size - 1} refused"


def _check_cut(stage: Stage, answer: dict[str, Any], order: list[Line], size: int) -> str:
    """The list, its figures, its alternates, and who shares the last score across the cut."""
    alternates = stage.rules["selection"]["alternates"]
    owed = [(line.entry_id, line.rank, four_decimals(line.figure or Fraction())) for line in order[: size + alternates]]
    told = [(row["entry_id"], row["rank"], row["score"]) for row in (*answer["nominees"], *answer["alternates"])]
    expect("the cut", told, owed)
    tied = _tied(order, size)
    expect("tied at the cut", sorted(answer["tied_at_cut"]), sorted(tied))
    if stage.scale.incidents and not stage.rules["panel"]["judges_each"]:
        expect("a tie at the cut", len(tied) >= 2, True)
    return f", {len(tied)} with the score of the cut" if tied else ""


def _tied(order: list[Line], size: int) -> list[str]:
    edge = order[size - 1].figure
    return [line.entry_id for line in order if line.figure == edge] if order[size].figure == edge else []
