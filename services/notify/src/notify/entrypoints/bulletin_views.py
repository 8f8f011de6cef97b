"""What the API answers about bulletins."""

from datetime import datetime

from pydantic import BaseModel, Field

from notify.domain.bulletins import Audience, Bulletin, BulletinKind, Edition, TableName, number_words, page_of
from notify.domain.figures import Figures


class BulletinLine(BaseModel):
    """One line of the list."""

    campaign_id: str
    kind: BulletinKind
    number: int
    number_name: str = Field(description="As it is printed: 第3期, 第3号")
    audience: Audience
    title: str
    issued_at: datetime
    version: int = Field(description="Above 1: it was corrected")
    withdrawn_at: datetime | None
    withdrawn_for: str | None
    page: str = Field(description="Path of the page; with .pdf it is the file")


class EditionLine(BaseModel):
    """One version and why it came."""

    version: int
    at: datetime
    reason: str


class BulletinView(BulletinLine):
    """A bulletin in one of its versions. `figures.offset` is the last record of notify-log that was counted: the same
    log up to there gives the same figures.
    """

    campaign_title: str
    campaign_title_en: str
    issuers: tuple[str, ...]
    editor: str
    text: str
    reported_to: tuple[str, ...] = Field(description="报")
    sent_to: tuple[str, ...] = Field(description="发")
    tables: tuple[TableName, ...]
    figures: Figures
    reason: str = Field(description="Why this version came, if it is a correction")
    versions: list[EditionLine]


def bulletin_line(bulletin: Bulletin) -> BulletinLine:
    """A bulletin as the list shows it."""
    gone = bulletin.withdrawn
    return BulletinLine(
        campaign_id=bulletin.campaign_id,
        kind=bulletin.kind,
        number=bulletin.number,
        number_name=number_words(bulletin.kind, bulletin.number)[0],
        audience=bulletin.audience,
        title=bulletin.current.words.title,
        issued_at=bulletin.issued_at,
        version=bulletin.current.version,
        withdrawn_at=gone.at if gone else None,
        withdrawn_for=gone.reason if gone else None,
        page=page_of(bulletin.campaign_id, bulletin.kind, bulletin.number),
    )


def bulletin_view(bulletin: Bulletin, edition: Edition) -> BulletinView:
    """A bulletin with everything that one version says."""
    words, setting = edition.words, edition.setting
    line = bulletin_line(bulletin).model_dump() | {"version": edition.version, "title": words.title}
    return BulletinView(
        **line,
        campaign_title=setting.title,
        campaign_title_en=setting.title_en,
        issuers=setting.issuers,
        editor=words.editor,
        text=words.text,
        reported_to=words.reported_to,
        sent_to=words.sent_to,
        tables=words.tables,
        figures=edition.figures,
        reason=edition.reason,
        versions=[EditionLine(version=one.version, at=one.at, reason=one.reason) for one in bulletin.editions],
    )
