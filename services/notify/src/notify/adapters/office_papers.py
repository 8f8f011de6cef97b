"""The office's papers, set in Typst: 简报 and 通报, and 提醒函 to units."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notify.adapters.press import DATA, Form, Press, as_data
from notify.domain.bulletin_tables import FigureTable, sum_of, tables_of
from notify.domain.bulletins import KIND_NAMES, Bulletin, Edition, number_words
from notify.domain.dates import BEIJING, day_zh
from notify.domain.facts import CampaignKnown
from notify.domain.letter_words import letter_number, paragraphs_of
from notify.domain.letters import Letter


class OfficePapers:
    """The same bulletin or letter has the same bytes, on any machine and day. About 60 ms each; call it in a thread."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def bulletin(self, bulletin: Bulletin, edition: Edition) -> bytes:
        """One edition as PDF/A-2u."""
        return self._press.pdf(Form("bulletin.typ", (DATA,), edition.at), _bulletin(bulletin, edition))

    def letter(self, letter: Letter, campaign: CampaignKnown) -> bytes:
        """The letter as PDF/A-2u."""
        return self._press.pdf(Form("letter.typ", (DATA,), letter.written_at), _letter(letter, campaign))


def _bulletin(bulletin: Bulletin, edition: Edition) -> dict[str, str]:
    words, kind = edition.words, KIND_NAMES[bulletin.kind][0]
    number = number_words(bulletin.kind, bulletin.number)[0]
    correction = f"本期为第{edition.version}版（{day_zh(edition.at)}更正）。更正原因：{edition.reason}"
    return _inputs(
        edition.at,
        name=f"{edition.setting.title}{kind}{number}",
        campaign=edition.setting.title,
        kind=kind,
        number=number,
        editor=words.editor,
        date=day_zh(bulletin.issued_at),
        correction=correction if edition.version > 1 else "",
        title=words.title,
        paragraphs=paragraphs(words.text),
        sum=sum_of(edition.figures)[0],
        tables=[_table(table) for table in tables_of(edition.figures, words.tables)],
        reported=words.reported_to,
        sent=words.sent_to,
        issuers=edition.setting.issuers,
        source=f"数据取自征集平台事件日志，统计至第{edition.figures.offset}条记录，可据以复核。",
    )


def _letter(letter: Letter, campaign: CampaignKnown) -> dict[str, str]:
    return _inputs(
        letter.written_at,
        name=f"{campaign.title}报送{letter_number(letter)}",
        campaign=campaign.title,
        kind="报送提醒函",
        number=letter_number(letter),
        unit=letter.unit,
        paragraphs=paragraphs_of(letter, campaign),
        issuers=campaign.issuers,
        date=day_zh(letter.written_at),
    )


def _table(table: FigureTable) -> dict[str, Any]:
    return {
        "caption": table.caption[0],
        "columns": [column[0] for column in table.columns],
        "rows": [[cell[0] for cell in row] for row in table.rows],
    }


def _inputs(dated: datetime, **data: Any) -> dict[str, str]:
    day = dated.astimezone(BEIJING)
    whole: Mapping[str, Any] = {**data, "year": day.year, "month": day.month, "day": day.day}
    return {DATA: as_data(whole)}


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
