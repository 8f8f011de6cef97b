"""What the judges of a rehearsal think: whole marks, the better the earlier an entry stands in its field."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from recheck.figures import figures
from recheck.lists import Line, ranked
from recheck.panel import Round

DIMENSIONS = ("political", "guidance", "form")
ABSTENTION = (0, 1)
"""The judge and the entry (both by place) of the abstention: a conflict that the judge declares himself."""
BEST = 96
Sheets = dict[str, dict[str, dict[str, Any]]]
"""By judge and entry: three marks, or an abstention with its reason."""


def scores(judge: int, place: int) -> dict[str, int]:
    """Whole numbers of 0..100; judges differ by a few points, and neighbours in the field change places."""
    base = BEST - place * 3 // 5
    return {
        "political": max(0, base + (judge * 5 + place) % 4),
        "guidance": max(0, base - (judge * 3 + place * 2) % 5),
        "form": max(0, base - 2 + (judge + place * 7) % 6),
    }


def ballot(judge: int, entries: Sequence[str]) -> list[dict[str, Any]]:
    """What judge number `judge` sends for all of the field."""
    own = sheets({str(judge): entries}, entries, [judge])[str(judge)]
    return [{"entry_id": entry, **said} for entry, said in own.items()]


def sheets(own: Mapping[str, Sequence[str]], field: Sequence[str], numbers: Sequence[int] = ()) -> Sheets:
    """What each judge says of the entries that are his; `numbers` are the judges' places, in order when left out."""
    places = {entry: place for place, entry in enumerate(field)}
    judges = zip(own.items(), numbers or range(len(own)), strict=True)
    return {judge: {one: _said(number, places[one]) for one in entries} for (judge, entries), number in judges}


def tie(given: Sheets, order: Sequence[Line], cut: int, weights: Sequence[Fraction] = ()) -> None:
    """Makes the entry after the cut equal to the one before it, with every judge of both.

    With `weights` (政治方向, 思想导向) the two differ there and their totals do not, so that 政治方向 decides; without,
    all is alike and the earlier submission decides.
    """
    before, after = order[cut - 1].entry_id, order[cut].entry_id
    for own in given.values():
        if "political" in own.get(before, {}) and "political" in own.get(after, {}):
            own[after] = _shifted(own[before], weights) if weights else dict(own[before])


def cut_order(model: Round, given: Sheets, rules: dict[str, Any], received: Mapping[str, Any]) -> list[Line]:
    """Everybody of the field, best first, by the recheck's arithmetic; the model hears the ballots."""
    for judge, own in given.items():
        lines = [{"entry_id": entry, "verdict": said} for entry, said in own.items()]
        model.hear({"judge": judge, "sheets": lines}, set(received))
    means = figures(model.ballots(), rules)
    return ranked({entry: means[entry] for entry in received if entry in means}, received)


def _said(judge: int, place: int) -> dict[str, Any]:
    if (judge, place) == ABSTENTION:
        return {"abstain": True, "reason": "与作者有利害关系"}
    return dict(scores(judge, place))


def _shifted(marks: Mapping[str, Any], weights: Sequence[Fraction]) -> dict[str, Any]:
    political, guidance = (int(10 * weight) for weight in weights)
    return {
        **marks,
        "political": marks["political"] + guidance,
        "guidance": marks["guidance"] - political,
    }
