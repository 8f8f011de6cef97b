"""The log of review, folded by other code than review's, as far as cuts and money depend on it.

What the service refused is on the log too; what is passed over here is passed over by the published rules: a judge who
does not sit, an entry that is not his, marks off the scale, a second cut.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from recheck.cascade import Cascade
from recheck.figures import Figure, Json, figures
from recheck.lists import Line, Lists, composite, ids, mark_lines, ranked
from recheck.panel import Round
from recheck.public import Public, moment, votes_of


@dataclass(slots=True)
class Fold:
    """One campaign. `lists` are the cuts, `cascade` what stands now; `signed` is by tier what was released: its digest,
    and the list of that moment.
    """

    public: Public
    rules: Json = field(default_factory=dict)
    entries: dict[str, Json] = field(default_factory=dict)
    discussed: set[str] = field(default_factory=set)
    posts: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=lambda: {"finalist": Round(), "nominee": Round()})
    lists: Lists = field(default_factory=Lists)
    cascade: Cascade = field(default_factory=Cascade)
    objections: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)
    told: int = 0
    signed: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def take(self, record: Json) -> None:
        """Folds one record; kinds that no figure depends on are passed over."""
        if "at" in record:
            self.tell_until(moment(record["at"]))
        handler = _HANDLERS.get(record["what"])
        if handler is not None:
            handler(self, record)

    def tell_until(self, at: datetime | None = None) -> None:
        """The winners that everybody had been told of before a moment; all of them without one."""
        winners = self.public.winners()
        while self.told < len(winners) and (at is None or winners[self.told][0] < at):
            self.cascade.tell(winners[self.told][1])
            self.told += 1

    def received(self) -> Mapping[str, datetime]:
        """When each entry was received: the earlier stands before the later."""
        return {entry: moment(one["submitted_at"]) for entry, one in self.entries.items()}

    def field_of(self, round_: str) -> list[str]:
        """The entries that a round is about, in the order in which they came."""
        if round_ == "nominee":
            return ids(self.lists.finalists)
        return [entry for entry in self.entries if entry in self.discussed]

    def made(self, round_: str) -> bool:
        """Whether the list of a round is cut."""
        return bool(self.lists.finalists if round_ == "finalist" else self.lists.nominees)


def _campaign(fold: Fold, record: Json) -> None:
    fold.rules = fold.public.rules.get(record["rules"]["revision"], fold.rules)


def _entry(fold: Fold, record: Json) -> None:
    known = fold.entries.get(record["entry_id"])
    if known is None:
        fold.entries[record["entry_id"]] = record
    elif record.get("version", 1) > known.get("version", 1):
        fold.entries[record["entry_id"]] = {**known, "version": record["version"], "shares": record.get("shares", ())}


def _published(fold: Fold, record: Json) -> None:
    fold.discussed |= set(record["entry_ids"]) & fold.entries.keys()


def _taken_back(fold: Fold, record: Json) -> None:
    if not set(record["entry_ids"]) & set(ids(fold.lists.finalists)):
        fold.discussed -= set(record["entry_ids"])


def _presented(fold: Fold, record: Json) -> None:
    fold.posts[record["judge"]] = (record["unit_id"], record["author_ref"])
    for name, round_ in fold.rounds.items():
        if record["judge"] in round_.judges and not fold.made(name):
            round_.learn(_computed(fold, round_.judges, name), fold.field_of(name))


def _seated(fold: Fold, record: Json) -> None:
    name = record.get("round", "nominee")
    each = fold.rules["panel"].get("judges_each")
    entries = fold.field_of(name)
    possible = entries and record["judges"] and len(set(record["judges"])) >= (each or 1)
    if possible and not fold.made(name) and (name == "nominee" or _by_panel(fold)):
        fold.rounds[name].seat(record, entries, each, _computed(fold, record["judges"], name))


def _scored(fold: Fold, record: Json) -> None:
    name = record.get("round", "nominee")
    if not fold.made(name):
        fold.rounds[name].hear(record, set(fold.field_of(name)))


def _chosen(fold: Fold, record: Json) -> None:
    named = record["entry_ids"]
    fits = len(set(named)) == len(named) == fold.rules["tiers"]["finalist"] and set(named) <= fold.discussed
    if fits and not fold.lists.finalists and not _by_panel(fold):
        fold.lists.finalists = [Line(entry, rank) for rank, entry in enumerate(named, 1)]


def _finalists_cut(fold: Fold, _record: Json) -> None:
    if _by_panel(fold) and not fold.lists.finalists:
        means = _means(fold, "finalist")
        size = fold.rules["tiers"]["finalist"]
        if len(means) >= size:
            fold.lists.compared["finalist"] = ranked(means, fold.received())
            fold.lists.marks["finalist"] = mark_lines(fold.rounds["finalist"].ballots())
            fold.lists.finalists = fold.lists.compared["finalist"][:size]


def _nominees_cut(fold: Fold, _record: Json) -> None:
    means, size = _means(fold, "nominee"), fold.rules["tiers"]["nominee"]
    if fold.lists.nominees or len(means) < size:
        return
    order = ranked(means, fold.received())
    fold.lists.means, fold.lists.nominees, fold.lists.compared["nominee"] = means, order[:size], order
    fold.lists.marks["nominee"] = mark_lines(fold.rounds["nominee"].ballots())
    fold.lists.reserve = ids(order[size : size + _alternates(fold)])


def _excellent_cut(fold: Fold, _record: Json) -> None:
    size = fold.rules["tiers"]["excellent"]
    if fold.lists.excellent or len(fold.lists.order) < size:
        return
    fold.lists.excellent, fold.lists.compared["excellent"] = fold.lists.order[:size], fold.lists.order
    gone = _gone(fold)
    fold.cascade = Cascade(
        finalist=[entry for entry in ids(fold.lists.finalists) if entry not in gone],
        nominee=[entry for entry in ids(fold.lists.nominees) if entry not in gone],
        reserve=list(fold.lists.reserve),
        order=ids(fold.lists.order),
        excellent=ids(fold.lists.excellent),
        places=size,
        beside=fold.rules["prizes"].get("reading") == "beside",
    )


def _certified(fold: Fold, _record: Json) -> None:
    """The votes are those of the public result; what the log of review says of them is compared elsewhere."""
    if fold.lists.order or fold.public.result is None or fold.public.contest is None:
        return
    votes = votes_of(fold.public.result)
    gone = _gone(fold)
    running = {entry: fold.lists.means[entry] for entry in ids(fold.lists.nominees) if entry not in gone}
    weighing = fold.public.contest.get("weighing") or fold.rules["voting"]
    fold.lists.order = composite(running, votes, weighing, fold.received())


def _listed(fold: Fold, record: Json) -> None:
    tier = record["tier"]
    if fold.lists.of(tier) and tier not in fold.signed:
        standing = fold.cascade.excellent if tier == "excellent" else ids(fold.lists.of(tier))
        fold.signed[tier] = record["digest"], list(standing)


def _withheld(fold: Fold, record: Json) -> None:
    tier = record["tier"]
    if tier in fold.signed or not record["reason"].strip():
        return
    if tier == "finalist" and not fold.rounds["nominee"].judges:
        fold.lists.finalists = []
        fold.lists.compared.pop("finalist", None)
        fold.lists.marks.pop("finalist", None)
    elif tier == "nominee":
        fold.lists.nominees, fold.lists.reserve, fold.lists.means = [], [], {}
    elif tier == "excellent":
        fold.lists.excellent = []


def _objected(fold: Fold, record: Json) -> None:
    if record["objection_id"] not in fold.seen and record["entry_id"] in set(ids(fold.lists.finalists)):
        fold.seen.add(record["objection_id"])
        fold.objections.append(record["entry_id"])


def _answered(fold: Fold, record: Json) -> None:
    number = record["number"]
    if not 0 < number <= len(fold.objections) or number in fold.answered or _is_over(fold, record):
        return
    fold.answered.add(number)
    if record["ruling"] == "upheld":
        fold.cascade.leave(fold.objections[number - 1])


def _withdrawn(fold: Fold, record: Json) -> None:
    if fold.lists.excellent and record["reason"].strip() and not _is_over(fold, record):
        fold.cascade.leave(record["entry_id"])


def _is_over(fold: Fold, record: Json) -> bool:
    """Once the prizes are released, nobody leaves a list."""
    released_at = fold.public.released_at()
    return released_at is not None and moment(record["at"]) > released_at


def _gone(fold: Fold) -> set[str]:
    """Who was withdrawn while the vote ran."""
    contest = fold.public.contest
    return {one["entry_id"] for one in contest["entries"] if one.get("withdrawn_at")} if contest else set()


def _means(fold: Fold, round_: str) -> dict[str, Figure]:
    """Of the entries of a round; empty while an entry has no marks or a judge is not done."""
    entries = fold.field_of(round_)
    means = figures(fold.rounds[round_].ballots(), fold.rules["panel"])
    return {entry: means[entry] for entry in entries if entry in means} if _full(fold, round_, entries) else {}


def _full(fold: Fold, round_: str, entries: list[str]) -> bool:
    panel = fold.rounds[round_]
    barred = panel.conflicts | panel.computed
    for judge in panel.judges:
        own = entries if panel.shares is None else [entry for entry in entries if entry in panel.shares[judge]]
        said = panel.said.get(judge, {})
        if any(entry not in said and (judge, entry) not in barred for entry in own):
            return False
    return bool(panel.judges)


def _computed(fold: Fold, judges: list[str], round_: str) -> set[tuple[str, str]]:
    """同一作者、同一单位: what a judge wrote himself, and what came from his unit."""
    found = set()
    for judge in judges:
        unit, author = fold.posts.get(judge, (None, None))
        for entry in fold.field_of(round_):
            one = fold.entries[entry]
            if (author and one["author_ref"] == author) or (unit and one["unit_id"] == unit):
                found.add((judge, entry))
    return found


def _by_panel(fold: Fold) -> bool:
    return bool(fold.rules.get("selection", {}).get("finalists_by") == "panel")


def _alternates(fold: Fold) -> int:
    return int(fold.rules.get("selection", {}).get("alternates", 0))


_HANDLERS: dict[str, Callable[[Fold, Json], None]] = {
    "campaign-learned": _campaign,
    "entry-received": _entry,
    "entries-published": _published,
    "entries-taken-back": _taken_back,
    "judge-presented": _presented,
    "panel-seated": _seated,
    "scores-given": _scored,
    "finalists-chosen": _chosen,
    "finalists-cut": _finalists_cut,
    "nominees-cut": _nominees_cut,
    "contest-certified": _certified,
    "excellent-cut": _excellent_cut,
    "list-released": _listed,
    "list-withheld": _withheld,
    "objection-lodged": _objected,
    "objection-answered": _answered,
    "entry-withdrawn": _withdrawn,
}
