"""A judge's ballot as a browser sends it: three fields, a tick and a reason for each entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from review.domain.panel import REASON_LIMIT, Abstention, Sheet
from review.domain.scores import DECIMALS, Marks
from review.entrypoints.panel_views import BallotLine

DIMENSIONS = ("political", "guidance", "form")
NOT_A_MARK = ("请填写 0 至 100 的分数，最多两位小数", "A number from 0 to 100, with at most two decimals")
MISSING = ("三项分数都要填写，或选择回避", "All three marks are needed, or an abstention")
NO_REASON = ("请说明回避的理由", "Please say why you abstain")
Words = tuple[str, str]


@dataclass(slots=True)
class ReadBallot:
    """What could be read, and what is wrong with the rest, by field name. Untouched entries are in neither."""

    sheets: list[Sheet] = field(default_factory=list)
    errors: dict[str, Words] = field(default_factory=dict)


def read_ballot(form: Mapping[str, str], entries: Sequence[str]) -> ReadBallot:
    """Reads the fields of the given entries; nothing else in the form counts. Of several a message says which."""
    read = ReadBallot()
    for place, entry_id in enumerate(entries, 1):
        known = len(read.errors)
        if form.get(f"abstain-{entry_id}"):
            _abstention(form, entry_id, read)
        elif any(form.get(f"{name}-{entry_id}", "").strip() for name in DIMENSIONS):
            _marks(form, entry_id, read)
        for name in list(read.errors)[known:] if len(entries) > 1 else ():
            read.errors[name] = _placed(read.errors[name], place)
    return read


def typed(line: BallotLine, form: Mapping[str, str]) -> BallotLine:
    """The line as the judge left it, so that nothing typed is lost when a mark must be corrected."""
    given: dict[str, str | bool] = {name: form.get(f"{name}-{line.entry_id}", "") for name in (*DIMENSIONS, "reason")}
    return line.model_copy(update={**given, "abstain": bool(form.get(f"abstain-{line.entry_id}"))})


def _placed(words: Words, place: int) -> Words:
    """Among fifty entries a message says which one it means."""
    zh, en = words
    return f"第 {place} 件：{zh}", f"No. {place}: {en}"


def _abstention(form: Mapping[str, str], entry_id: str, read: ReadBallot) -> None:
    reason = form.get(f"reason-{entry_id}", "").strip()[:REASON_LIMIT]
    if reason:
        read.sheets.append(Sheet(entry_id, Abstention(reason)))
    else:
        read.errors[f"reason-{entry_id}"] = NO_REASON


def _marks(form: Mapping[str, str], entry_id: str, read: ReadBallot) -> None:
    marks: list[Decimal] = []
    for name in DIMENSIONS:
        text = form.get(f"{name}-{entry_id}", "").strip()
        mark = _mark(text)
        if mark is None:
            read.errors[f"{name}-{entry_id}"] = NOT_A_MARK if text else MISSING
        else:
            marks.append(mark)
    if len(marks) == len(DIMENSIONS):
        read.sheets.append(Sheet(entry_id, Marks(*marks)))


def _mark(text: str) -> Decimal | None:
    try:
        mark = Decimal(text)
    except InvalidOperation:
        return None
    if not mark.is_finite() or not Marks(mark, mark, mark).in_range:
        return None
    exponent = mark.as_tuple().exponent
    return mark if isinstance(exponent, int) and exponent >= -DECIMALS else None
