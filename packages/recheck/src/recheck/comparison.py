"""Where what was published differs from what the log gives."""

from collections.abc import Iterator, Mapping, Sequence

from recheck.figures import Json, four_decimals
from recheck.fold import Fold
from recheck.lists import Line, ids
from recheck.money import prizes
from recheck.public import votes_of

TIERS = ("finalist", "nominee", "excellent")
WORDS = {"finalist": "入围", "nominee": "提名", "excellent": "优秀", "winner": "中选"}


def differences(fold: Fold, campaign_id: str) -> list[str]:
    """Every difference in words; empty when all agrees."""
    found = [difference for tier in TIERS for difference in _of_list(fold, campaign_id, tier)]
    return [*found, *_of_votes(fold), *_of_winner(fold), *_of_money(fold)]


def _of_list(fold: Fold, campaign_id: str, tier: str) -> Iterator[str]:
    signed, owed = fold.signed.get(tier, ("", ids(fold.lists.of(tier))))
    told = _told(fold, tier)
    compared = fold.lists.compared.get(tier, [])
    if signed and signed != fold.lists.digest(campaign_id, tier, owed):
        yield f"{WORDS[tier]}: 签发的校验码与名单不符 the signed digest is not that of the list"
    if told:
        yield from _of_order(tier, [one["entry_id"] for one in told][: len(owed)], owed)
        yield from _of_figures(tier, told, {line.entry_id: line for line in compared})


def _told(fold: Fold, tier: str) -> list[Json]:
    """What was published of a list at its release; who moved up later is told with in whose place."""
    return [one for one in fold.public.shortlisted if one["tier"] == tier and not one.get("in_place_of")]


def _of_order(tier: str, told: Sequence[str], owed: Sequence[str]) -> Iterator[str]:
    if list(told) != list(owed):
        yield f"{WORDS[tier]}: 名单不符 another list: {_first_apart(told, owed)}"


def _of_figures(tier: str, told: Sequence[Json], own: Mapping[str, Line]) -> Iterator[str]:
    for public in told:
        line = own.get(public["entry_id"])
        if line is None or line.figure is None:
            continue
        figure = four_decimals(line.figure)
        if (public.get("rank"), public.get("score")) != (line.rank, figure):
            published = f"{public.get('rank')}, {public.get('score')}"
            yield f"{WORDS[tier]} {line.entry_id}: {published}; 应为 must be {line.rank}, {figure}"


def _of_votes(fold: Fold) -> Iterator[str]:
    if fold.public.result is not None and fold.public.contest is not None:
        candidates = {one["entry_id"] for one in fold.public.contest["entries"]}
        if votes_of(fold.public.result).keys() != candidates:
            yield "计票: 结果与候选名单不符 the result is about other entries than the vote"


def _of_winner(fold: Fold) -> Iterator[str]:
    winner = fold.cascade.winner
    if winner is not None and winner not in fold.cascade.excellent:
        yield f"中选 {winner}: 不在优秀作品之中 is none of the excellent works"


def _of_money(fold: Fold) -> Iterator[str]:
    if not fold.public.awarded:
        return
    authors = {entry: one["author_ref"] for entry, one in fold.entries.items()}
    owed = prizes(fold.cascade, fold.rules["prizes"], authors)
    paid = {entry: one["amount"] for entry, one in fold.public.awarded.items()}
    for entry in sorted(owed.keys() | paid.keys()):
        if owed.get(entry) != paid.get(entry):
            yield f"奖金 {entry}: {paid.get(entry)} 元; 应为 must be {owed.get(entry)}"


def _first_apart(told: Sequence[str], own: Sequence[str]) -> str:
    pairs = enumerate(zip(told, own, strict=False))
    place = next((number for number, (one, other) in pairs if one != other), min(len(told), len(own)))
    at = [names[place] if place < len(names) else "—" for names in (told, own)]
    return f"第 {place + 1} 位 place {place + 1}: {at[0]}; 应为 must be {at[1]}"
