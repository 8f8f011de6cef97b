"""The form in which the office writes a bulletin: what was typed comes back as it was, with what is wrong beside it."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from notify.domain.bulletins import Audience, Bulletin, BulletinKind, Edition, TableName, Words
from notify.domain.facts import CampaignKnown
from notify.domain.figures import Figures
from notify.entrypoints.bulletin_texts import LINE, LINES, REASON, TEXT, TITLE, Editor, Lines, Reason, Text, Title
from notify.handlers.bulletins import Correction, Draft

Pair = tuple[str, str]
USUAL: dict[BulletinKind, tuple[TableName, ...]] = {
    "brief": ("channels", "tiers", "votes", "awards"),
    "circular": ("units",),
}
"""The tables that each kind usually shows."""
LISTS: Pair = (f"最多 {LINES} 行，每行不超过 {LINE} 个字。", f"{LINES} lines at most, of {LINE} characters each.")
SAID: dict[str, Pair] = {
    "title": (f"请填写标题，2 至 {TITLE} 个字。", f"Give a title of 2 to {TITLE} characters."),
    "text": (f"请填写正文，不超过 {TEXT} 个字。", f"Write the text, {TEXT} characters at most."),
    "editor": (f"编者不超过 {LINE} 个字。", f"The editor takes {LINE} characters at most."),
    "reported_to": LISTS,
    "sent_to": LISTS,
    "reason": (f"请写明更正原因，2 至 {REASON} 个字。", f"Say why it is corrected, in 2 to {REASON} characters."),
}
CHECKS: dict[str, TypeAdapter[Any]] = {
    "title": TypeAdapter(Title),
    "text": TypeAdapter(Text),
    "editor": TypeAdapter(Editor),
    "reported_to": TypeAdapter(Lines),
    "sent_to": TypeAdapter(Lines),
    "reason": TypeAdapter(Reason),
}


class BulletinForm(BaseModel):
    """As it is sent: too long a text comes back as it was. `number` and `replaces` are of a correction; `seen` is what
    was shown in the preview.
    """

    campaign: str = Field(default="", max_length=64)
    kind: BulletinKind = "brief"
    audience: Audience = "public"
    title: str = ""
    text: str = ""
    editor: str = ""
    reported_to: str = ""
    sent_to: str = ""
    tables: list[Annotated[str, Field(max_length=20)]] = Field(default=[], max_length=20)
    as_of: int = Field(default=0, ge=0, le=2**53)
    number: int = Field(default=0, ge=0, le=1_000_000)
    replaces: int = Field(default=0, ge=0, le=1000)
    reason: str = ""
    seen: str = Field(default="", max_length=64)
    action: Literal["preview", "refresh", "issue"] = "preview"

    def faults(self) -> dict[str, Pair]:
        """What is wrong, by field."""
        fields = [name for name in CHECKS if name != "reason" or self.number]
        return {name: SAID[name] for name in fields if not _fits(CHECKS[name], self._value(name))}

    def draft(self) -> Draft:
        """As the desk takes it; to be asked for once there are no faults."""
        checked = {name: check.validate_python(self._value(name)) for name, check in CHECKS.items() if name != "reason"}
        chosen = tuple(name for name in get_args(TableName) if name in self.tables)
        return Draft(self.campaign, self.kind, self.audience, Words(**checked, tables=chosen), self.as_of)

    def correction(self) -> Correction | None:
        """What it corrects; None for a new bulletin."""
        if not self.number:
            return None
        return Correction(self.number, self.replaces, CHECKS["reason"].validate_python(self.reason))

    def _value(self, name: str) -> Any:
        text: str = getattr(self, name)
        return [line for line in text.splitlines() if line.strip()] if name in ("reported_to", "sent_to") else text


def _fits(check: TypeAdapter[Any], value: Any) -> bool:
    try:
        check.validate_python(value)
    except ValidationError:
        return False
    return True


def reason_fits(reason: str) -> bool:
    """Whether it can stand as a reason."""
    return _fits(CHECKS["reason"], reason)


def new_form(campaign: CampaignKnown, kind: BulletinKind, figures: Figures, last: Bulletin | None) -> BulletinForm:
    """An empty form; who makes it up and whom it goes to are as they were the last time."""
    words = last.current.words if last else None
    return BulletinForm(
        campaign=campaign.campaign_id,
        kind=kind,
        audience=last.audience if last else "public",
        editor=words.editor if words else next(iter(campaign.issuers), ""),
        reported_to="\n".join(words.reported_to) if words else "",
        sent_to="\n".join(words.sent_to) if words else "各报送单位",
        tables=list(words.tables if words else USUAL[kind]),
        as_of=figures.offset,
    )


def form_of(bulletin: Bulletin, edition: Edition) -> BulletinForm:
    """The form that corrects an edition: everything as it stands, its figures too."""
    words = edition.words
    return BulletinForm(
        campaign=bulletin.campaign_id,
        kind=bulletin.kind,
        audience=bulletin.audience,
        title=words.title,
        text=words.text,
        editor=words.editor,
        reported_to="\n".join(words.reported_to),
        sent_to="\n".join(words.sent_to),
        tables=list(words.tables),
        as_of=edition.figures.offset,
        number=bulletin.number,
        replaces=edition.version,
    )
